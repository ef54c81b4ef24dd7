import { random } from "momenta/engine";

/** Random gradients, update after update, T · R. Each sequence has a seed of its own, from 1. */
export function drawGradients(
  sequences: number,
  updates: number,
  draw: (t: number, normal: () => number, uniform: () => number) => number,
): Float32Array {
  const gradients = new Float32Array(updates * sequences);
  for (let sequence = 0; sequence < sequences; sequence++) {
    const { normal, uniform } = random(sequence + 1, 0);
    for (let t = 1; t <= updates; t++) gradients[(t - 1) * sequences + sequence] = draw(t, normal, uniform);
  }
  return gradients;
}

/** Whole numbers from 1 to a last one, evenly on a logarithmic axis. */
export function placesUpTo(last: number, count = 40): number[] {
  return [...new Set(Array.from({ length: count + 1 }, (_, at) => Math.round(last ** (at / count))))];
}
