import { notes } from "momenta/optimizers";
import type { Run } from "momenta/training";
import { methods } from "../../common/index.js";
import type { Context } from "../../core/index.js";
import type { CatastrophicForgettingOptions } from "../options.js";
import { type Contender, entrants } from "./entrants.js";
import { type ForgettingEntry, type Protocol, summarize, trainContenders } from "./runs.js";

/** The protocol with one thing changed. */
export interface ForgettingVariant {
  readonly name: string;
  readonly entries: readonly ForgettingEntry[];
}

interface NamedProtocol extends Protocol {
  readonly name: string;
  /** Whether it has as many runs as the paper's protocol. */
  readonly allSeeds?: boolean;
}

/** The variant that learns from other images. */
export const OTHER_IMAGES = "other images (parts 0, 1)";

const [rmsprop, , adam, momentum] = entrants;

const protocols: readonly NamedProtocol[] = [
  { name: OTHER_IMAGES, allSeeds: true, stream: { parts: [0, 1] }, contenders: entrants },
  { name: "a head of ten units", stream: { tenUnits: true }, contenders: entrants },
  { name: "state reset at the switch", stateAtSwitch: "reset", contenders: [rmsprop, adam, momentum] },
  { name: "the same images in phases 3 and 4", stream: { sameImages: true }, contenders: entrants },
  {
    name: "RMSProp and Adam as the notes print them",
    contenders: [
      { ...rmsprop, optimizer: notes.rmsprop({ learningRate: rmsprop.stepSize, decay: 0.999 }) },
      { ...adam, optimizer: notes.adam({ learningRate: adam.stepSize }) },
    ],
  },
  {
    name: "the notes' forms and learning rates",
    contenders: [methods.rmsprop, methods.sgd, methods.adam, methods.momentum].map(
      ({ optimizer, learningRate }): Contender => ({ optimizer, stepSize: learningRate }),
    ),
  },
];

/** The paper's experiment again, each time with one thing changed. */
export async function variants(options: CatastrophicForgettingOptions, context: Context): Promise<ForgettingVariant[]> {
  const { seeds, variantSeeds } = options;
  if (variantSeeds === 0) return [];
  const plans = protocols.map(({ allSeeds, ...plan }) => ({ ...plan, seeds: allSeeds ? seeds : variantSeeds }));
  context.expect(
    plans.reduce((sum, plan) => sum + plan.contenders.length * plan.seeds, 0),
    "runs",
  );
  const made: ForgettingVariant[] = [];
  for (const { name, seeds: count, ...protocol } of plans) {
    const runs = await trainContenders(protocol, count, options, context);
    made.push({ name, entries: protocol.contenders.map((contender, at) => summarize(contender, runs[at] as Run[])) });
  }
  return made;
}
