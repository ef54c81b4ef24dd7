import { chosenOptions, type Execution } from "../common/execution.js";
import { alongBanana, type Banana } from "./banana.js";
import { type Fit, type FitRates, type Fitting, fit, fitRates, leavePlateau, type Plateau } from "./plateaus.js";
import { atSaddles, type Saddles } from "./saddles.js";

/** What the study leaves to choose; the defaults are `flatRegionsDefaults`. */
export interface FlatRegionsOptions {
  /** Starts along each axis of the plane of the sigmoid. */
  readonly resolution: number;
  /** Updates of its fit. */
  readonly fitted: number;
  /** Updates that a run has to leave a plateau. */
  readonly updates: number;
  /** Runs at a saddle, for each noise. */
  readonly draws: number;
}

/** A thousand updates of a fit are what a lab exercise has. */
export const flatRegionsDefaults: FlatRegionsOptions = { resolution: 17, fitted: 1000, updates: 2000, draws: 50 };

/** To see that everything works. */
export const flatRegionsQuick: Partial<FlatRegionsOptions> = { resolution: 5, fitted: 300, updates: 200, draws: 10 };

/** What the study found. */
export interface FlatRegions {
  readonly options: FlatRegionsOptions;
  readonly sigmoid: Readonly<Record<Fitting, Fit>>;
  readonly rates: FitRates;
  readonly plateau: Plateau;
  readonly banana: Banana;
  readonly saddles: Saddles;
}

/** Gradient descent on plateaus, in a curved ravine and at saddles, with momentum and with noise. */
export async function flatRegions(
  options: Partial<FlatRegionsOptions> = {},
  execution: Execution = {},
): Promise<FlatRegions> {
  const chosen = chosenOptions(flatRegionsDefaults, options, flatRegionsQuick, execution);
  const { resolution, fitted, updates, draws } = chosen;
  return {
    options: chosen,
    sigmoid: {
      small: fit("small", resolution, fitted),
      big: fit("big", resolution, fitted),
      momentum: fit("momentum", resolution, fitted),
    },
    rates: fitRates(fitted),
    plateau: leavePlateau(updates),
    banana: alongBanana(),
    saddles: atSaddles(draws),
  };
}
