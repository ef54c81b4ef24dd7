import { type Context, round } from "../../core/index.js";
import type { MomentumOnAQuadricOptions } from "../options.js";
import { bestForms } from "./closedForms.js";
import { measureRates } from "./velocity.js";

/** Rates measured with each method's best parameters. */
export interface BestRates {
  readonly kappa: number;
  readonly sgd: number;
  readonly momentum: number;
  readonly nesterov: number;
}

/**
 * The rates with the best parameters of each condition number. There the distance goes like k · rateᵏ, so that they take many
 * updates to show.
 */
export function best({ kappas, updates }: MomentumOnAQuadricOptions, { map }: Context): Promise<BestRates[]> {
  return map(kappas, "condition numbers", (kappa) => {
    // Momentum 0 is plain gradient descent: one program for both.
    const balls = [bestForms.sgd(kappa), bestForms.momentum(kappa)];
    const [sgd, momentum] = measureRates("momentum", [1, kappa], balls, updates) as [number, number];
    const [nesterov] = measureRates("nesterov", [1, kappa], [bestForms.nesterov(kappa)], updates) as [number];
    return { kappa, sgd: round(sgd, 7), momentum: round(momentum, 7), nesterov: round(nesterov, 7) };
  });
}
