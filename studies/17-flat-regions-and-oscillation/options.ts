import { type OptionsOf, whole } from "../core/index.js";

/** A thousand updates of a fit are what a lab exercise has. */
export const options = {
  resolution: whole(17, "starts along each axis of the plane of the sigmoid", { from: 2 }),
  fitted: whole(1000, "updates of its fit"),
  updates: whole(2000, "that a run has to leave a plateau", { from: 10 }),
  draws: whole(50, "runs at a saddle, for each noise", { from: 2 }),
};
export type FlatRegionsOptions = OptionsOf<typeof options>;

export const quick = { resolution: 5, fitted: 300, updates: 200, draws: 10 };
