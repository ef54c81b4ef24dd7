import type { Replay } from "./programs.js";
import type { NotFinite } from "./run.js";

/**
 * The first step of a replay in which something of a lane is not finite.
 *
 * @param steps how many steps of the replay were made
 * @param end which of the lane's parameters were finite at the end of what is replayed
 */
export function firstNotFinite(
  replay: Replay,
  steps: number,
  lane: number,
  end: readonly number[],
  paths: readonly string[],
): NotFinite {
  const { phase, update, gradients, parameters } = valuesOf(replay);
  const found = (step: number, quantity: NotFinite["quantity"], leaf: number): NotFinite => ({
    quantity,
    parameter: paths[leaf] as string,
    phase: phase[step]?.[lane] as number,
    update: update[step]?.[lane] as number,
  });
  for (let step = 0; step < steps; step++) {
    for (const [quantity, flags] of [
      ["gradient", gradients],
      ["parameter", parameters],
    ] as const) {
      const leaf = flags[step]?.[lane]?.indexOf(0) ?? -1;
      if (leaf >= 0) return found(step, quantity, leaf);
    }
  }
  // A replay is compiled on its own and may round otherwise; then the end is all that is known.
  return found(steps - 1, "parameter", end.indexOf(0));
}

function valuesOf({ phase, update, gradients, parameters }: Replay) {
  return {
    phase: phase.arraySync() as number[][],
    update: update.arraySync() as number[][],
    gradients: gradients.arraySync() as number[][][],
    parameters: parameters.arraySync() as number[][][],
  };
}
