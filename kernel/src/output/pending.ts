/** Something that is there, or comes. */
export type Pending<T> = T | Promise<T>;

export function isPending<T>(value: Pending<T>): value is Promise<T> {
  return value instanceof Promise;
}

/** Calls `use` with a value: at once where it is there, else when it comes. */
export function whenThere<T, R>(value: Pending<T>, use: (value: T) => Pending<R>): Pending<R> {
  return isPending(value) ? value.then(use) : use(value);
}
