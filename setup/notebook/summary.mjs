/** The summary of several executed notebooks. */

/**
 * A line for each notebook, the reason below it where it failed, and what changed.
 *
 * @param {readonly { name: string, seconds: number, error: string | null, changes: readonly string[] | null }[]} outcomes
 * @param {{ other: boolean }} options `other`: the notebooks ran with other parameters than the committed ones
 */
export function summary(outcomes, { other }) {
  const width = Math.max(...outcomes.map(({ name }) => name.length));
  const lines = outcomes.flatMap(({ name, seconds, error, changes }) => [
    `${name.padEnd(width)}  ${duration(seconds).padStart(12)}  ${inWords(error, changes)}`,
    ...(error === null ? [] : [`  ${error}`]),
    ...(changes ?? []).map((change) => `  ${change}`),
  ]);
  const failed = outcomes.filter(({ error }) => error !== null).length;
  return [
    ...lines,
    "",
    failed === 0 ? "all ended well" : `${failed} of ${outcomes.length} failed`,
    ...(other ? ["run with parameters of your own: not compared with the committed results"] : []),
  ].join("\n");
}

function inWords(error, changes) {
  if (error !== null) return "failed";
  if (changes === null) return "ended well";
  return changes.length === 0 ? "ended well, nothing changed" : "ended well, changed:";
}

/** A duration as people say it: 45 s, 3 min 20 s. */
export function duration(seconds) {
  const whole = Math.round(seconds);
  return whole < 100 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
