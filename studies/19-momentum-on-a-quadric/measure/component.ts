import { round } from "../../core/index.js";
import type { MomentumOnAQuadricOptions } from "../options.js";
import { criticalMomentum, heavyBall, iterateAt } from "./closedForms.js";
import { scaledRates } from "./maps.js";
import { followPaths, measureRates, type VelocityMethod } from "./velocity.js";

/** The velocity and the weight after one of the first updates. */
export interface FirstUpdate {
  readonly w: number;
  /** (wᵏ − wᵏ⁻¹) / α of the run: the source's v. */
  readonly v: number;
}

/** Runs of one component, from w = 1 and no velocity. */
export interface Component {
  /** In the three regimes, wᵏ / w⁰, `[regime][k]`, and the largest distance from the closed form. */
  readonly regimes: { readonly paths: readonly (readonly number[])[]; readonly deviation: number };
  /** The first updates with β = .9. */
  readonly first: readonly FirstUpdate[];
  /** With β = .9: rates over αλ. */
  readonly sliced: Readonly<Record<"scaled" | VelocityMethod, readonly number[]>>;
  /** With αλ = .1: how far it goes beyond the minimum, of the distance at the start. */
  readonly overshoot: Readonly<Record<"momenta" | "momentum" | "nesterov", readonly number[]>>;
}

/** αλ of the three regimes and of the overshoot. */
export const SCALED = 0.1;
/** Momenta of the three regimes: below, at and above the critical one. */
export const regimeMomenta = [0.2, criticalMomentum(SCALED), 0.9] as const;
/** The momentum of the slice over αλ. */
export const SLICED = 0.9;

/** One component with λ = 1: its iterates, its rates over αλ, and its overshoot. */
export function component({ resolution, mapUpdates }: MomentumOnAQuadricOptions): Component {
  return { regimes: regimes(), first: firstUpdates(), sliced: slice(resolution, mapUpdates), overshoot: overshoots() };
}

/** Iterates from 1, `[replica][k]`, a replica for each momentum. */
function iterates(method: VelocityMethod, momenta: readonly number[], updates: number): number[][] {
  const settings = momenta.map((momentum) => ({ learningRate: SCALED, momentum }));
  return followPaths(method, [1], settings, [1], updates).map((path) => path.map(([w]) => w as number));
}

function regimes(): Component["regimes"] {
  const paths = iterates("momentum", regimeMomenta, 60);
  const deviations = regimeMomenta.flatMap((beta, index) =>
    (paths[index] as number[]).map((w, k) => Math.abs(w - iterateAt(heavyBall(SCALED, beta), 1 - SCALED, k))),
  );
  return {
    paths: paths.map((path) => path.map((w) => round(w))),
    deviation: round(Math.max(...deviations), 2),
  };
}

function firstUpdates(): FirstUpdate[] {
  const [path] = iterates("momentum", [0.9], 3) as [number[]];
  return path.slice(1).map((w, k) => ({ w: round(w), v: round((w - (path[k] as number)) / SCALED) }));
}

function slice(count: number, updates: number): Component["sliced"] {
  const scaled = scaledRates(count);
  const settings = scaled.map((learningRate) => ({ learningRate, momentum: SLICED }));
  const rates = (method: VelocityMethod) => measureRates(method, [1], settings, updates).map((rate) => round(rate, 5));
  return { scaled, momentum: rates("momentum"), nesterov: rates("nesterov"), printed: rates("printed") };
}

function overshoots(): Component["overshoot"] {
  const momenta = Array.from({ length: 20 }, (_, at) => round(0.05 * at));
  const beyond = (method: VelocityMethod) =>
    iterates(method, momenta, 100).map((path) => round(Math.max(0, -Math.min(...path))));
  return { momenta, momentum: beyond("momentum"), nesterov: beyond("nesterov") };
}
