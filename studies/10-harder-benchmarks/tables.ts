import { type Cell, formatNumber, Table } from "momenta/figures";
import { nameWithState } from "../common/index.js";
import { complement, countAgreeing, type HarderBenchmarks, resetFindings, savingsFindings } from "./result.js";

/** What the benchmarks are, and on each how many of the notes' results come out. */
export function benchmarks({ options, benchmarks, missing }: HarderBenchmarks): Table {
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
        countAgreeing(savingsFindings(benchmark)),
        countAgreeing(resetFindings(benchmark)),
        benchmark.orderCorrelation,
        100 * benchmark.givenUp,
      ]),
      ...missing.map(({ name, reason }): Cell[] => [
        name,
        `not at hand: ${reason}`,
        ...Array.from({ length: 6 }, () => undefined),
      ]),
    ],
  );
}

/** What the notes report beside ours on every benchmark: savings of the means, what a reset does, the order of speed. */
export function comparison({ options, benchmarks }: HarderBenchmarks): Table {
  const [first] = benchmarks;
  return new Table(
    `Published beside ours, 95 % intervals of ${options.seeds} runs`,
    [{ heading: "result" }, { heading: "published" }, ...benchmarks.map(({ name }) => ({ heading: name }))],
    [
      ...(first?.savings ?? []).map((column, at): Cell[] => [
        `savings, ${nameWithState(column)}`,
        formatNumber(column.published, 2),
        ...benchmarks.map(({ savings }) => savings[at] && complement(savings[at].ratio)),
      ]),
      ...(first?.resets ?? []).map(({ optimizer, publishedFaster }, at): Cell[] => [
        `joint task, updates carried over / reset, ${optimizer}`,
        publishedFaster ? "above 1" : "not above 1",
        ...benchmarks.map(({ resets }) => resets[at]?.ratio),
      ]),
      ["τ with the published order of speed", "1", ...benchmarks.map(({ orderCorrelation }) => orderCorrelation)],
    ],
  );
}
