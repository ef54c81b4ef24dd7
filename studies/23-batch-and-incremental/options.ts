import { type OptionsOf, whole } from "../core/index.js";

export const options = {
  seeds: whole(400, "streams of instances, the same for all learning rates", { from: 20 }),
  updates: whole(30_000, "instances of each stream", { from: 1000, multipleOf: 100 }),
  orders: whole(200, "seeds of each order of presentation", { from: 10 }),
  problems: whole(20, "training sets for each spread of the data", { from: 3 }),
};
export type BatchAndIncrementalOptions = OptionsOf<typeof options>;

export const quick = { seeds: 60, updates: 6000, orders: 20, problems: 3 };
