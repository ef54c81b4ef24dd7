import type { Axis, Panel, PointsMark } from "momenta/figures";
import { evenly } from "../core/index.js";
import { updatesForATenth } from "./onAQuadric.js";

/** A method's best rates on quadrics, measured and by the closed form. */
export interface BestRatesOverKappa {
  readonly points: Omit<PointsMark, "x" | "y">;
  readonly closedForm: (kappa: number) => { readonly rate: number };
  /** One for each κ. */
  readonly rates: readonly number[];
}

/** The best rates over the condition number, and the updates for a tenth of the distance: measured points on the closed forms. */
export function conditionPanels(kappas: readonly number[], methods: readonly BestRatesOverKappa[]): Panel[] {
  const largest = Math.max(...kappas);
  const grid = evenly(0, 1, 60).map((share) => 1.05 * (largest / 1.05) ** share);
  const panel = (heading: string, y: Axis, value: (rate: number) => number): Panel => ({
    heading,
    x: { title: "condition number κ", logarithmic: true, range: [1, 1.3 * largest] },
    y,
    marks: [
      ...methods.map(({ closedForm }) => ({
        as: "line" as const,
        name: "closed form",
        x: grid,
        y: grid.map((kappa) => value(closedForm(kappa).rate)),
      })),
      ...methods.map(({ points, rates }) => ({ ...points, x: kappas, y: rates.map(value) })),
    ],
  });
  return [
    panel("Best rate", { title: "rate", range: [0, 1.02] }, (rate) => rate),
    panel("Updates for a tenth", { title: "updates", logarithmic: true }, updatesForATenth),
  ];
}
