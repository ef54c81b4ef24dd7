import { estimates, type Figure, formatInterval, Table } from "momenta/figures";
import type { Interval } from "momenta/statistics";
import type { Check, StudyFigure, Verdict } from "../study.js";
import { type Entrant, entrants, publishedInterval } from "./protocol.js";
import { type CatastrophicForgetting, type ForgettingEntry, OTHER_IMAGES, type RetentionPair } from "./run.js";

/** The numbers compared: retention, relearning and the steps of four phases, of four optimizers. */
const PUBLISHED = 6 * entrants.length;

/** The share of them that has to agree. */
const SHARE = 0.8;

/** A number of the paper beside ours. */
interface Compared {
  readonly what: string;
  readonly published: Interval;
  readonly ours: Interval;
}

/** Published beside ours with 95 % intervals: retention, relearning and the steps of each phase. */
export function forgettingTable(result: CatastrophicForgetting): Table {
  const { options, entries } = result;
  const otherImages = fromOtherImages(result);
  const phaseHeadings = [1, 2, 3, 4].map((phase) => ({ heading: `steps, phase ${phase}`, decimals: 1 }));
  return new Table(
    `Published (500 runs) and ours (${options.seeds} runs), mean and 95 % interval`,
    [
      { heading: "optimizer" },
      { heading: "step size" },
      { heading: "" },
      { heading: "retention", decimals: 3 },
      { heading: "relearning" },
      ...phaseHeadings,
      { heading: "runs failed" },
    ],
    entries.flatMap((entry, at) => {
      const { published } = entrantAt(at);
      const row = (whose: string, { retention, relearning, steps, failed }: ForgettingEntry) => [
        ...[entry.optimizer, "", whose, retention, relearning, ...steps, failed],
      ];
      const other = otherImages?.[at];
      return [
        [
          entry.optimizer,
          `2^${Math.log2(entry.stepSize)}`,
          "published",
          ...[published.accuracies[1]?.[0] ?? [0, 0], published.relearning, ...published.steps].map(publishedInterval),
          undefined,
        ],
        row("ours", entry),
        ...(other === undefined ? [] : [row("ours, other images", other)]),
      ];
    }),
  );
}

/** Retention and relearning with one thing otherwise than in the paper; a dash where it does not concern an optimizer. */
export function forgettingVariants({ options, entries, variants }: CatastrophicForgetting): Table {
  const names = entries.map(({ optimizer }) => optimizer);
  const rows = [
    { name: `the paper's (${options.seeds} runs)`, entries },
    ...variants.map(({ name, entries: of }) => ({
      name: name === OTHER_IMAGES ? `${name} (${options.seeds} runs)` : name,
      entries: of,
    })),
  ];
  const cells = (of: readonly ForgettingEntry[], value: (entry: ForgettingEntry) => Interval) =>
    names.map((name) => {
      const entry = of.find(({ optimizer }) => optimizer === name);
      return entry && value(entry);
    });
  return new Table(
    `What the result depends on, ${options.variantSeeds} runs of each variant where not said otherwise, mean and 95 % interval`,
    [
      { heading: "protocol" },
      ...names.map((name) => ({ heading: `retention, ${name}`, decimals: 3 })),
      ...names.map((name) => ({ heading: `relearning, ${name}` })),
      { heading: "runs failed" },
    ],
    rows.map(({ name, entries: of }) => [
      name,
      ...cells(of, ({ retention }) => retention),
      ...cells(of, ({ relearning }) => relearning),
      of.reduce((failed, entry) => failed + entry.failed, 0),
    ]),
  );
}

/** Accuracy on the digits that were not trained last, published beside ours. */
export function forgettingFigure({ options, entries }: CatastrophicForgetting): Figure {
  const others = [
    { phase: 1, digits: 0, group: "on 1, 2 after phase 2 (retention)" },
    { phase: 2, digits: 1, group: "on 3, 4 after phase 3" },
    { phase: 3, digits: 0, group: "on 1, 2 after phase 4" },
  ] as const;
  const rows = others.flatMap(({ phase, digits, group }) =>
    entries.map(({ optimizer, accuracies }, at) => ({
      optimizer,
      group,
      values: [
        {
          ours: accuracies[phase]?.[digits] as Interval,
          published: entrantAt(at).published.accuracies[phase]?.[digits][0] as number,
        },
      ],
    })),
  );
  return estimates(rows, {
    title: "What is left of the digits that were not trained last",
    value: "accuracy",
    variants: [`ours, mean and 95 % interval of ${options.seeds} runs`],
    decimals: 3,
  });
}

/** Steps in each phase, published beside ours. */
export function forgettingStepsFigure({ options, entries }: CatastrophicForgetting): Figure {
  const rows = entries.map(({ optimizer, steps, relearning }, at) => ({
    optimizer,
    values: steps.map((ours, phase) => ({ ours, published: entrantAt(at).published.steps[phase]?.[0] as number })),
    note: `relearning ${relearning.estimate.toFixed(2)},<br>published ${entrantAt(at).published.relearning[0].toFixed(2)}`,
  }));
  return estimates(rows, {
    title: `Steps in each phase, mean and 95 % interval of ${options.seeds} runs`,
    value: "steps",
    variants: ["1, 2", "3, 4", "1, 2 again", "3, 4 again"],
    logarithmic: true,
    decimals: 1,
  });
}

/** Both figures with their captions. */
export function forgettingFigures(result: CatastrophicForgetting): StudyFigure[] {
  return [
    {
      name: "12-catastrophic-forgetting",
      caption:
        "Accuracy on the two digits that were not trained last, after phases 2, 3 and 4: dots are ours with 95 % intervals, " +
        "upright marks the paper's. The more to the right, the less was forgotten.",
      figure: forgettingFigure(result),
    },
    {
      name: "12-catastrophic-forgetting-steps",
      caption:
        "Steps until each phase was learned, one image a step, ours with 95 % intervals beside the paper's. " +
        "Relearning, at the right, is the mean of steps in phase 1 / steps in phase 3: above 1 the digits are relearned faster.",
      figure: forgettingStepsFigure(result),
    },
  ];
}

/** Whether the paper's numbers and ordering come out. */
export function forgettingVerdict(result: CatastrophicForgetting): Verdict {
  const same = agreeing(result.entries);
  const ordered = result.pairs.filter(asPublished).length;
  const retention = result.entries.map(({ optimizer, retention: own }) => `${optimizer} ${formatInterval(own, 3)}`);
  return {
    answer: ordered === result.pairs.length ? "agrees" : ordered === 0 ? "disagrees" : "depends",
    published: "retention RMSProp .264, SGD .077, Adam .020, momentum .018",
    ours:
      `retention ${retention.join(", ")}; the paper's order holds in ${ordered} of ${result.pairs.length} neighbouring pairs; ` +
      `${same} of ${PUBLISHED} published numbers agree with ours within both intervals`,
  };
}

/** The paper's order of retention, pair by pair, and how many of its numbers ours agree with. */
export function forgettingChecks(result: CatastrophicForgetting): Check[] {
  const { options, pairs, entries } = result;
  const same = agreeing(entries);
  const otherImages = fromOtherImages(result);
  const others = otherImages === undefined ? [] : [agreeing(otherImages)];
  const runs = options.seeds * entries.length;
  const failed = entries.reduce((total, entry) => total + entry.failed, 0);
  return [
    ...pairs.map((pair) => ({
      claim:
        `retention of ${pair.higher} ${isTied(pair) ? "as high as" : "higher than"} that of ${pair.lower}: ` +
        `difference ${formatInterval(pair.difference, 3)}, p ${pair.pValue < 0.001 ? "< .001" : `= ${pair.pValue.toFixed(3)}`}`,
      holds: asPublished(pair),
    })),
    {
      claim: `${same} of the ${PUBLISHED} published numbers lie within the 95 % interval of the difference from ours`,
      holds: same >= SHARE * PUBLISHED,
    },
    ...others.map((agree) => ({
      claim: `with ${OTHER_IMAGES} ${agree} of them do`,
      holds: agree >= SHARE * PUBLISHED,
    })),
    { claim: `${failed} of ${runs} runs failed in a phase`, holds: failed <= 0.05 * runs },
  ];
}

/** The last two retain as good as nothing, and the paper's values, .020 and .018, do not tell them apart. */
function isTied({ higher, lower }: RetentionPair): boolean {
  const [adam, momentum] = entrants.slice(-2).map(({ optimizer }) => optimizer.name);
  return higher === adam && lower === momentum;
}

function asPublished(pair: RetentionPair): boolean {
  const { difference, pValue } = pair;
  return isTied(pair) ? Math.abs(difference.estimate) < 0.02 : difference.estimate > 0 && pValue < 0.05;
}

/** What came of the other images; undefined where no variants were made. */
function fromOtherImages({ variants }: CatastrophicForgetting): readonly ForgettingEntry[] | undefined {
  return variants.find(({ name }) => name === OTHER_IMAGES)?.entries;
}

/** How many of the published numbers agree with ours. */
function agreeing(entries: readonly ForgettingEntry[]): number {
  return comparisons(entries).filter(compatible).length;
}

/** All 24 numbers: retention, relearning and steps. */
function comparisons(entries: readonly ForgettingEntry[]): Compared[] {
  return entries.flatMap(({ optimizer, retention, relearning, steps }, at) => {
    const { published } = entrantAt(at);
    const pairs = [
      ["retention", published.accuracies[1]?.[0] ?? [0, 0], retention],
      ["relearning", published.relearning, relearning],
      ...steps.map((own, phase) => [`steps in phase ${phase + 1}`, published.steps[phase] ?? [0, 0], own] as const),
    ] as const;
    return pairs.map(([what, theirs, ours]) => ({
      what: `${optimizer}, ${what}`,
      published: publishedInterval(theirs),
      ours,
    }));
  });
}

/** Whether the 95 % interval of the difference of two independent means contains 0. */
function compatible({ published, ours }: Compared): boolean {
  const half = ({ estimate, upper }: Interval) => upper - estimate;
  return Math.abs(ours.estimate - published.estimate) <= Math.hypot(half(published), half(ours));
}

function entrantAt(at: number): Entrant {
  return entrants[at] as Entrant;
}
