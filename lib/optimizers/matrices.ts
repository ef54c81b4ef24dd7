import type { GroupOf } from "./partitioned.js";

/** Which parameters are matrices, [R, rows, columns]; a bias, [R, 1, units], is none. */
export const matricesOrOthers: GroupOf<"matrices" | "others"> = (_, { rank, shape: [, ...sizes] }) =>
  rank === 3 && sizes.every((size) => size > 1) ? "matrices" : "others";
