/** Updates until something happens, as a number to compare: infinite where it never does. */
export function updatesOrNever(updates: number | null): number {
  return updates ?? Number.POSITIVE_INFINITY;
}

/** The same in words: “17”, “never”. */
export function updatesInWords(updates: number | null): string {
  return updates === null ? "never" : String(updates);
}
