/** What `fn` returns. @throws RangeError where it throws: that what is told fails, and why */
export function attempt<Result>(failure: string, fn: () => Result): Result {
  try {
    return fn();
  } catch (error) {
    throw new RangeError(`train: ${failure}: ${(error as Error).message}`, { cause: error });
  }
}
