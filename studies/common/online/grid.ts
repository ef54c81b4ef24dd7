/** One choice of all hyper-parameters of a method: `{ metaRate: 0.01, initialRate: 0.05 }`. */
export type Setting = Readonly<Record<string, number>>;

/** Every combination of the values of a grid, the last name varying fastest. */
export function gridOf(values: Readonly<Record<string, readonly number[]>>): Setting[] {
  return Object.entries(values).reduce<Setting[]>(
    (settings, [name, choices]) =>
      settings.flatMap((setting) => choices.map((choice) => ({ ...setting, [name]: choice }))),
    [{}],
  );
}

/** Factor times 1, 2 and 5 in every power of ten from one to another. */
export function oneTwoFive(firstPower: number, lastPower: number): number[] {
  return Array.from({ length: lastPower - firstPower + 1 }, (_, at) =>
    [1, 2, 5].map((digit) => Number(`${digit}e${firstPower + at}`)),
  ).flat();
}
