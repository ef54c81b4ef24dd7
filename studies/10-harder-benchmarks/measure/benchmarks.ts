import type { Context } from "../../core/index.js";
import type { HarderBenchmarksOptions } from "../options.js";
import { type BenchmarkResult, measureBenchmark } from "./benchmark.js";
import { load, reasonOf } from "./load.js";

/** The notes' main results on all benchmarks that can be had. */
export interface Benchmarks {
  readonly benchmarks: readonly BenchmarkResult[];
  /** Benchmarks whose data are not at hand, and why. */
  readonly missing: readonly { readonly name: string; readonly reason: string }[];
}

/**
 * The notes' main results on other benchmarks: the sign of savings, whether resetting the optimizer's state is faster on the
 * joint task, and the order of the optimizers on the second task.
 */
export async function benchmarks(options: HarderBenchmarksOptions, context: Context): Promise<Benchmarks> {
  const results: BenchmarkResult[] = [];
  const missing: { name: string; reason: string }[] = [];
  for (const name of options.benchmarks) {
    const loaded = await load(name).catch((error: unknown) => {
      missing.push({ name, reason: reasonOf(error) });
      context.lackData();
      return null;
    });
    if (loaded !== null) results.push(await measureBenchmark(name, loaded, options, context));
  }
  return { benchmarks: results, missing };
}
