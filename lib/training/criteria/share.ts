import { number } from "../../arguments/index.js";

/** A share of examples that are right. */
export const share = number("an accuracy above 0 and at most 1, as .98", (value) => value > 0 && value <= 1);
