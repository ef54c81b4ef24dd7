import { Table } from "momenta";
import type { Measurement, Result, Target, Work } from "./work.js";

const FULL_ROUNDS = 5;

/** One JSON line a result. */
export function jsonLines(results: readonly Result[]): string {
  return results.map((result) => `${JSON.stringify(result)}\n`).join("");
}

/** A row for each contender, its time as a multiple of the first one's at the same work. */
export function resultsTable(results: readonly Result[]): Table {
  return new Table(
    "Milliseconds, each for one unit of the work: median, least and most",
    [
      { heading: "work" },
      { heading: "contender" },
      { heading: "unit" },
      { heading: "ms", decimals: 3 },
      { heading: "least", decimals: 3 },
      { heading: "most", decimals: 3 },
      { heading: "× the first", decimals: 2 },
      { heading: "ms to compile" },
      { heading: "note" },
    ],
    results.map((result) => {
      const { work, contender } = result;
      if (!isMeasured(result)) return [work, contender, ...Array(6).fill(undefined), result.absent];
      const { unit, median, minimum, maximum, compiling, rounds } = result;
      const first = results.find((other) => other.work === work);
      const times = first !== undefined && isMeasured(first) ? median / first.median : undefined;
      const note = rounds === FULL_ROUNDS ? "" : `${rounds} ${rounds === 1 ? "round" : "rounds"}`;
      return [work, contender, unit, median, minimum, maximum, times, compiling, note];
    }),
  );
}

/** Whether each target was met. */
export function targetsTable(works: readonly Work[], results: readonly Result[]): Table {
  return new Table(
    "Times of the peers as multiples",
    [
      { heading: "work" },
      { heading: "contender" },
      { heading: "against" },
      { heading: "at least", decimals: 2 },
      { heading: "measured", decimals: 2 },
      { heading: "verdict" },
    ],
    works.flatMap(({ name, targets }) =>
      targets.map((target) => {
        const { contender, against, atLeast, compiling } = target;
        const reached = ratio(name, target, results);
        const verdict = reached === undefined ? "not measured" : reached >= atLeast ? "met" : "missed";
        return [name, compiling ? `${contender}, with compiling` : contender, against, atLeast, reached, verdict];
      }),
    ),
  );
}

function ratio(
  work: string,
  { contender, against, compiling }: Target,
  results: readonly Result[],
): number | undefined {
  const find = (name: string) => results.filter(isMeasured).find((r) => r.work === work && r.contender === name);
  const [ours, theirs] = [find(contender), find(against)];
  if (ours === undefined || theirs === undefined) return undefined;
  return theirs.median / (ours.median + (compiling ? (ours.compiling ?? 0) : 0));
}

function isMeasured(result: Result): result is Measurement {
  return "median" in result;
}
