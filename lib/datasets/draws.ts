/** The streams of random numbers that data are drawn from, far from those of `streams` in the engine, one for each task or part. */
export const draws = {
  permutations: 1_000_000,
  labels: 2_000_000,
  weightFlipping: 3_000_000,
  rateTracking: 4_000_000,
  heldOut: 5_000_000,
};
