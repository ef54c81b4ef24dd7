import { list, number, numberKind, type OptionsOf, whole } from "../core/index.js";

/** γ = .001 and λ = .01 are the source's defaults; 2000 images are few enough to be learned by heart. */
export const options = {
  seeds: whole(10, "networks", { from: 2 }),
  trained: whole(2000, "training digits", { from: 2 }),
  tested: whole(2000, "test digits", { from: 2 }),
  updates: whole(600, "of a network", { from: 2 }),
  weightDecays: list([0, 1e-4, 1e-3, 1e-2, 1e-1, 1, 10], "λ, 0 the first", numberKind({ from: 0 })),
  examined: number(0.01, "the λ at which the decay received is looked at, the source's default", { above: 0 }),
  toySeeds: whole(20, "runs on noise", { from: 2 }),
};
export type DecoupledDecayOptions = OptionsOf<typeof options>;

export const quick = { seeds: 2, trained: 128, tested: 200, updates: 60, weightDecays: [0, 1e-2, 1], toySeeds: 5 };

/** @throws RangeError where 0 is not the first λ, or the λ that is looked at is not among them */
export function check({ weightDecays, examined }: DecoupledDecayOptions): void {
  if (weightDecays[0] !== 0) throw new RangeError(`weightDecays are [${weightDecays.join(", ")}]; give 0 first.`);
  if (!weightDecays.includes(examined)) {
    throw new RangeError(`examined is ${examined}; give one of weightDecays that is above 0.`);
  }
}
