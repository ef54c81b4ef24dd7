import type { Contender, Measurement } from "./contender.js";

const ROUNDS = 5;

/**
 * Measures contenders in turn, each alone on the machine: a first call each, then five rounds of one call each, so that
 * what disturbs the machine for a while disturbs all of them. Medians over the rounds.
 */
export async function measure(name: string, contenders: readonly Contender[]): Promise<Measurement[]> {
  const first = await round(contenders);
  const later: number[][] = [];
  while (later.length < ROUNDS) later.push(await round(contenders));
  return contenders.map(({ engine, replicas, compiles, updates }, index) => {
    const call = median(later.map((times) => times[index] as number));
    const measurement = { name, engine, replicas, msPerUpdate: rounded(call / updates, 4) };
    return compiles ? { ...measurement, compileMs: rounded((first[index] as number) - call, 0) } : measurement;
  });
}

/** The milliseconds that some work on the host takes. */
export function milliseconds(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

async function round(contenders: readonly Contender[]): Promise<number[]> {
  const times: number[] = [];
  for (const contender of contenders) times.push(await contender.call());
  return times;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number;
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
