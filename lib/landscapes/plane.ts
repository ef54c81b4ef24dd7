import type { Tensor } from "@tensorflow/tfjs";
import { coordinates, type Landscape, landscape } from "./landscape.js";

/** A landscape of two coordinates from f(x, y), where x, y and the value are [R]. */
export function plane(
  definition: Omit<Landscape, "dimension" | "value" | "gradient" | "hessian">,
  f: (x: Tensor, y: Tensor) => Tensor,
): Landscape {
  return landscape({
    ...definition,
    dimension: 2,
    value(points) {
      const [x, y] = coordinates(points) as [Tensor, Tensor];
      return f(x, y);
    },
  });
}
