import { acrossDataSets, type Cell, type Figure, formatNumber, Table } from "momenta/figures";
import type { Interval } from "momenta/statistics";
import type { Check, StudyFigure, Verdict } from "../study.js";
import type { BenchmarkReset, BenchmarkResult, BenchmarkSavings, HarderBenchmarks } from "./run.js";

/** A published claim on a benchmark: whether our estimate agrees, and whether its interval leaves no doubt. */
interface Claim {
  readonly agrees: boolean;
  readonly sure: boolean;
}

const NOTES_OWN = "split MNIST";

/** What the benchmarks are, and on each how many of the notes' claims hold. */
export function benchmarksTable({ options, benchmarks, missing }: HarderBenchmarks): Table {
  const nothing: Cell[] = [undefined, undefined, undefined, undefined, undefined, undefined];
  return new Table(
    `How many of the notes' results hold on each benchmark, ${options.seeds} runs of each optimizer`,
    [
      { heading: "benchmark" },
      { heading: "tasks" },
      { heading: "criterion", decimals: 2 },
      { heading: "joint", decimals: 2 },
      { heading: "signs of savings as published, of 7" },
      { heading: "reset or not as published, of 4" },
      { heading: "τ with the published order of speed", decimals: 2 },
      { heading: "runs given up, %", decimals: 0 },
    ],
    [
      ...benchmarks.map((benchmark): Cell[] => [
        benchmark.name,
        `${benchmark.tasks.length}: ${benchmark.tasks.join(", ")}`,
        benchmark.criteria.task,
        benchmark.criteria.joint,
        countIn(savingsClaims(benchmark)),
        countIn(resetClaims(benchmark)),
        benchmark.orderCorrelation,
        100 * benchmark.givenUp,
      ]),
      ...missing.map(({ name, reason }): Cell[] => [name, `not at hand: ${reason}`, ...nothing]),
    ],
  );
}

/** What the notes report beside ours on every benchmark: savings of the means, what a reset does, the order of speed. */
export function benchmarksComparison({ options, benchmarks }: HarderBenchmarks): Table {
  const [first] = benchmarks;
  return new Table(
    `Published beside ours, 95 % intervals of ${options.seeds} runs`,
    [{ heading: "result" }, { heading: "published" }, ...benchmarks.map(({ name }) => ({ heading: name }))],
    [
      ...(first?.savings ?? []).map(({ optimizer, stateAtSwitch, published }, column): Cell[] => [
        `savings, ${[optimizer, stateInWords(stateAtSwitch)].filter(Boolean).join(", state ")}`,
        formatNumber(published, 2),
        ...benchmarks.map(({ savings }) => complement((savings[column] as BenchmarkSavings).ratio)),
      ]),
      ...(first?.resets ?? []).map(({ optimizer, publishedFaster }, column): Cell[] => [
        `joint task, updates carried over / reset, ${optimizer}`,
        publishedFaster ? "above 1" : "not above 1",
        ...benchmarks.map(({ resets }) => (resets[column] as BenchmarkReset).ratio),
      ]),
      ["τ with the published order of speed", "1", ...benchmarks.map(({ orderCorrelation }) => orderCorrelation)],
    ],
  );
}

/** (i) Is a task relearned faster? */
export function benchmarksSavingsFigure({ options, benchmarks }: HarderBenchmarks): Figure {
  const columns = benchmarks[0]?.savings ?? [];
  return acrossDataSets(
    benchmarks.map(({ name }) => name),
    columns.map(({ optimizer, stateAtSwitch }, column) => ({
      optimizer,
      hollow: stateAtSwitch === "carry over",
      ...settingOf(stateInWords(stateAtSwitch)),
      values: benchmarks.map(({ savings }) => savings[column]?.ratio),
    })),
    {
      title: `Relearning the first task, means of ${options.seeds} runs, 95 % intervals`,
      value: "updates to relearn / updates to learn (savings are 1 − this)",
      below: "savings",
      above: "loss",
      marks: { full: "state reset, or none", hollow: "state carried over" },
    },
  );
}

/** (ii) Is the joint task learned faster where the state was reset? */
export function benchmarksResetFigure({ options, benchmarks }: HarderBenchmarks): Figure {
  return acrossDataSets(
    benchmarks.map(({ name }) => name),
    (benchmarks[0]?.resets ?? []).map(({ optimizer }, column) => ({
      optimizer,
      values: benchmarks.map(({ resets }) => resets[column]?.ratio),
    })),
    {
      title: `Joint task: state carried over against reset, means of ${options.seeds} runs, 95 % intervals`,
      value: "updates with state carried over / updates with resets",
      below: "carrying over is faster",
      above: "resetting is faster",
    },
  );
}

/** (iii) Who learns the second task fastest? */
export function benchmarksSpeedFigure({ options, benchmarks }: HarderBenchmarks): Figure {
  return acrossDataSets(
    benchmarks.map(({ name }) => name),
    (benchmarks[0]?.speed ?? []).map(({ optimizer }, column) => ({
      optimizer,
      values: benchmarks.map(({ speed }) => speed[column]?.ratio),
    })),
    {
      title: `Speed on the second task, means of ${options.seeds} runs, 95 % intervals`,
      value: "updates on the second task / those of SGD",
      below: "faster than SGD",
      above: "slower",
    },
  );
}

/** The three figures with their captions. */
export function benchmarksFigures(result: HarderBenchmarks): StudyFigure[] {
  return [
    {
      name: "10-harder-benchmarks",
      caption:
        "Updates to relearn the first task after the second, relative to learning it, on each benchmark. " +
        "Left of 1 there are savings; hollow marks carry the optimizer's state over, full ones reset it or have none.",
      figure: benchmarksSavingsFigure(result),
    },
    {
      name: "10-harder-benchmarks-reset",
      caption:
        "Updates on the joint task after all tasks, state carried over relative to reset, on each benchmark. " +
        "Right of 1 a reset is faster, as the notes found for all optimizers but Adadelta.",
      figure: benchmarksResetFigure(result),
    },
    {
      name: "10-harder-benchmarks-speed",
      caption:
        "Updates on the second task relative to those of SGD, state reset, on each benchmark. The notes' order from right " +
        "to left: SGD + momentum, SGD, Adam, RMSProp, Adadelta.",
      figure: benchmarksSpeedFigure(result),
    },
  ];
}

/** Which of the notes' results hold on the benchmarks that are not theirs. */
export function benchmarksVerdict(result: HarderBenchmarks): Verdict {
  const others = result.benchmarks.filter(({ name }) => name !== NOTES_OWN);
  const [signs, resets] = [others.flatMap(savingsClaims), others.flatMap(resetClaims)];
  const ordered = others.filter(({ orderCorrelation }) => !Number.isNaN(orderCorrelation));
  const orders = ordered.map(({ orderCorrelation }) => orderCorrelation);
  const all = [...signs, ...resets];
  const exact = orders.filter((order) => order === 1).length;
  return {
    answer:
      others.length > 0 && countIn(all) === all.length && exact === orders.length
        ? "agrees"
        : others.length > 0 && countIn(all) === 0 && exact === 0
          ? "disagrees"
          : "depends",
    published: "signs of savings, “reset is faster for all but Adadelta” and an order of speed, on split MNIST",
    ours:
      `on ${others.length} other benchmark${others.length === 1 ? "" : "s"} ${countIn(signs)} of ${signs.length} signs of savings, ` +
      `${countIn(resets)} of ${resets.length} claims about resets (${resets.filter(({ agrees, sure }) => agrees && sure).length} with an interval that excludes 0); ` +
      `rank correlation with the order of speed ${ordered.map(({ name, orderCorrelation }) => `${formatNumber(orderCorrelation, 1)} (${name})`).join(", ")}`,
  };
}

/** What holds on every benchmark, and what the comparison rests on. */
export function benchmarksChecks({ benchmarks, missing, options }: HarderBenchmarks): Check[] {
  const everywhere = (name: string, holds: (benchmark: BenchmarkResult) => boolean): Check => {
    const where = benchmarks.filter(holds);
    const exceptions = benchmarks.filter((benchmark) => !where.includes(benchmark)).map((benchmark) => benchmark.name);
    const but = exceptions.length === 0 ? "" : `; not on ${exceptions.join(", ")}`;
    return { claim: `${name}: on ${where.length} of ${benchmarks.length}${but}`, holds: exceptions.length === 0 };
  };
  const finite = benchmarks.flatMap(({ savings, resets, speed }) => [
    ...savings.map(({ ratio }) => ratio),
    ...resets.map(({ ratio }) => ratio),
    ...speed.map(({ ratio }) => ratio),
  ]);
  return [
    {
      claim: `all ${options.benchmarks.length} benchmarks are made or their absence is explained`,
      holds: benchmarks.length + missing.length === options.benchmarks.length,
    },
    { claim: "every interval is finite", holds: finite.every(({ lower, upper }) => Number.isFinite(upper - lower)) },
    ...(benchmarks[0]?.savings ?? []).map(({ optimizer, stateAtSwitch, published }, column) =>
      everywhere(
        `savings of ${[optimizer, stateInWords(stateAtSwitch)].filter(Boolean).join(", state ")} ${published > 0 ? "above" : "below"} 0`,
        (benchmark) => savingsClaims(benchmark)[column]?.agrees === true,
      ),
    ),
    ...(benchmarks[0]?.resets ?? []).map(({ optimizer, publishedFaster }, column) =>
      everywhere(
        `${optimizer}: the joint task is ${publishedFaster ? "" : "not "}learned faster with resets`,
        (benchmark) => resetClaims(benchmark)[column]?.agrees === true,
      ),
    ),
  ];
}

function savingsClaims({ savings }: BenchmarkResult): Claim[] {
  return savings.map(({ published, ratio }) => claim(published > 0, complement(ratio), 0));
}

function resetClaims({ resets }: BenchmarkResult): Claim[] {
  return resets.map(({ publishedFaster, ratio }: BenchmarkReset) => claim(publishedFaster, ratio, 1));
}

function claim(publishedAbove: boolean, { estimate, lower, upper }: Interval, border: number): Claim {
  return { agrees: estimate > border === publishedAbove, sure: lower > border || upper < border };
}

function countIn(claims: readonly Claim[]): number {
  return claims.filter(({ agrees }) => agrees).length;
}

/** 1 − an interval. */
function complement({ estimate, lower, upper }: Interval): Interval {
  return { estimate: 1 - estimate, lower: 1 - upper, upper: 1 - lower };
}

function stateInWords(stateAtSwitch: BenchmarkSavings["stateAtSwitch"]): string | undefined {
  if (stateAtSwitch === null) return undefined;
  return stateAtSwitch === "reset" ? "reset" : "carried over";
}

function settingOf(state: string | undefined): { setting?: string } {
  return state === undefined ? {} : { setting: state };
}
