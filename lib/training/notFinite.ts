import type { Replay } from "./programs.js";
import type { NotFinite } from "./run.js";

/**
 * The first step of a replay in which something of a lane is not finite.
 *
 * @param steps how many steps of the replay were made
 * @param end which of what is watched was finite at the end of what is replayed
 * @param names of what is watched, the parameters first
 */
export function firstNotFinite(
  replay: Replay,
  steps: number,
  lane: number,
  end: readonly number[],
  names: readonly Pick<NotFinite, "quantity" | "parameter">[],
): NotFinite {
  const { phase, update, gradients, lanes } = valuesOf(replay);
  const found = (step: number, what: Pick<NotFinite, "quantity" | "parameter">): NotFinite => ({
    ...what,
    phase: phase[step]?.[lane] as number,
    update: update[step]?.[lane] as number,
  });
  const first = (flags: number[][][], step: number) => names[flags[step]?.[lane]?.indexOf(0) ?? -1];
  for (let step = 0; step < steps; step++) {
    const gradient = first(gradients, step);
    if (gradient !== undefined) return found(step, { ...gradient, quantity: "gradient" });
    const after = first(lanes, step);
    if (after !== undefined) return found(step, after);
  }
  // A replay is compiled on its own and may round otherwise; then the end is all that is known.
  return found(steps - 1, names[end.indexOf(0)] as NotFinite);
}

function valuesOf({ phase, update, gradients, lanes }: Replay) {
  return {
    phase: phase.arraySync() as number[][],
    update: update.arraySync() as number[][],
    gradients: gradients.arraySync() as number[][][],
    lanes: lanes.arraySync() as number[][][],
  };
}
