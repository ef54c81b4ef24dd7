import { type OptionsOf, whole } from "../core/index.js";

/** A thousand updates, since the second moment remembers a thousand. */
export const options = {
  sequences: whole(400, "random sequences of gradients of each kind", { from: 10 }),
  updates: whole(1000, "gradients of a sequence", { from: 200 }),
  pathUpdates: whole(500, "updates on the test function whose gradients are scaled", { from: 10 }),
};
export type AdamPropertiesOptions = OptionsOf<typeof options>;

export const quick = { sequences: 100, updates: 300, pathUpdates: 100 };
