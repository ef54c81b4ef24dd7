import type { Interval } from "momenta/statistics";
import { nameWithState } from "../common/index.js";
import type { BenchmarkResult } from "./measure/benchmark.js";
import type { Benchmarks } from "./measure/benchmarks.js";
import type { HarderBenchmarksOptions } from "./options.js";

/** Which of the notes' results come out on other benchmarks. */
export interface HarderBenchmarks extends Benchmarks {
  readonly options: HarderBenchmarksOptions;
}

export function assemble(
  options: HarderBenchmarksOptions,
  { benchmarks }: { readonly benchmarks: Benchmarks },
): HarderBenchmarks {
  return { options, ...benchmarks };
}

/** The benchmarks that are not the notes' own. */
export function otherBenchmarks({ benchmarks }: HarderBenchmarks): BenchmarkResult[] {
  return benchmarks.filter(({ name }) => name !== "split MNIST");
}

/** A result of the notes on a benchmark. */
export interface Finding {
  readonly words: string;
  /** Whether our estimate is on the published side. */
  readonly agrees: boolean;
  /** Whether our interval leaves no doubt on which side it is. */
  readonly sure: boolean;
}

/** The signs of the notes' savings. */
export function savingsFindings({ savings }: BenchmarkResult): Finding[] {
  return savings.map((column) => ({
    words: `savings of ${nameWithState(column)} are ${column.published > 0 ? "above" : "below"} 0`,
    ...compare(column.published > 0, complement(column.ratio), 0),
  }));
}

/** What the notes say of resets. */
export function resetFindings({ resets }: BenchmarkResult): Finding[] {
  return resets.map(({ optimizer, publishedFaster, ratio }) => ({
    words: `${optimizer}: the joint task is ${publishedFaster ? "" : "not "}learned faster with resets`,
    ...compare(publishedFaster, ratio, 1),
  }));
}

export function countAgreeing(findings: readonly Finding[]): number {
  return findings.filter(({ agrees }) => agrees).length;
}

function compare(publishedAbove: boolean, { estimate, lower, upper }: Interval, border: number) {
  return { agrees: estimate > border === publishedAbove, sure: lower > border || upper < border };
}

/** 1 − an interval: savings of a ratio. */
export function complement({ estimate, lower, upper }: Interval): Interval {
  return { estimate: 1 - estimate, lower: 1 - upper, upper: 1 - lower };
}
