import { Table } from "momenta/figures";
import { TARGET } from "./measure/costs.js";
import type { Estimating } from "./result.js";

/** What learning costs with each batch size. */
export function sizes({ costs }: Estimating): Table {
  return new Table(
    `The source's quadric, each batch size at its best constant learning rate, until f(w) − f(w*) is ${TARGET} in expectation`,
    [
      { heading: "N" },
      { heading: "learning rate · largest curvature", decimals: 3 },
      { heading: "updates" },
      { heading: "gradients of a point" },
      { heading: "f(w) − f(w*) then, closed form", decimals: 3 },
      { heading: "measured", decimals: 3 },
    ],
    costs.map(({ size, rate, updates, promised, reached }) => [size, rate, updates, size * updates, promised, reached]),
  );
}
