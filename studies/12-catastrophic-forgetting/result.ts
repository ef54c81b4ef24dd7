import type { Interval } from "momenta/statistics";
import { type Entrant, entrants } from "./measure/entrants.js";
import type { Paper } from "./measure/paper.js";
import type { ForgettingEntry } from "./measure/runs.js";
import { type ForgettingVariant, OTHER_IMAGES } from "./measure/variants.js";
import type { CatastrophicForgettingOptions } from "./options.js";

/** What the study found. */
export interface CatastrophicForgetting extends Paper {
  readonly options: CatastrophicForgettingOptions;
  readonly variants: readonly ForgettingVariant[];
}

export function assemble(
  options: CatastrophicForgettingOptions,
  { paper, variants }: { readonly paper: Paper; readonly variants: readonly ForgettingVariant[] },
): CatastrophicForgetting {
  return { options, ...paper, variants };
}

/** What the paper reports of an optimizer. */
export function publishedOf(optimizer: string): Entrant["published"] {
  return (entrants.find((entrant) => entrant.optimizer.name === optimizer) as Entrant).published;
}

/** What came of the other images; undefined where no variants were made. */
export function fromOtherImages({ variants }: CatastrophicForgetting): readonly ForgettingEntry[] | undefined {
  return variants.find(({ name }) => name === OTHER_IMAGES)?.entries;
}

/** Whether the 95 % interval of the difference of two independent means contains 0. */
export function isCompatible(one: Interval, other: Interval): boolean {
  const half = ({ estimate, upper }: Interval) => upper - estimate;
  return Math.abs(one.estimate - other.estimate) <= Math.hypot(half(one), half(other));
}
