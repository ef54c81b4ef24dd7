import { round } from "../../core/index.js";

/** A function of one number by its derivative, with its minimum. */
export interface Line {
  readonly name: string;
  readonly derivative: (w: number) => number;
  readonly minimum: number;
  readonly starts: readonly [number, number];
}

/** The distance to the minimum before every update and after the last; null: not finite. */
export interface SecantRun {
  readonly name: string;
  readonly printed: readonly (number | null)[];
  readonly mended: readonly (number | null)[];
}

const lines: readonly Line[] = [
  ...[0.5, 1, 2].map((curvature) => ({
    name: `½ · ${curvature} · w²`,
    derivative: (w: number) => curvature * w,
    minimum: 0,
    starts: [1, 0.9] as const,
  })),
  { name: "exp(w) − 2w", derivative: (w) => Math.exp(w) - 2, minimum: Math.log(2), starts: [1.5, 1.4] },
];

const UPDATES = 12;

/** Newton's method in one dimension with f″ from two gradients: multiplied by it, as printed, and divided by it. */
export function secant(): SecantRun[] {
  return lines.map((line) => ({
    name: line.name,
    printed: iterate(line, (slope, curvature) => curvature * slope),
    mended: iterate(line, (slope, curvature) => slope / curvature),
  }));
}

function iterate(
  { derivative, minimum, starts }: Line,
  step: (slope: number, curvature: number) => number,
): (number | null)[] {
  let [before, w] = starts as readonly [number, number];
  const points = [w];
  for (let update = 0; update < UPDATES; update++) {
    const curvature = (derivative(w) - derivative(before)) / (w - before);
    // Where both gradients are equal to the last digit the method is at its end.
    const next = w === before ? w : w - step(derivative(w), curvature);
    [before, w] = [w, next];
    points.push(w);
  }
  return points.map((point) => (Number.isFinite(point) ? round(Math.abs(point - minimum)) : null));
}
