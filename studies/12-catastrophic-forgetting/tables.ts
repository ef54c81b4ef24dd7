import { type Cell, Table } from "momenta/figures";
import type { Interval } from "momenta/statistics";
import type { Forgetting } from "./measure/entrants.js";
import type { ForgettingEntry } from "./measure/runs.js";
import { OTHER_IMAGES } from "./measure/variants.js";
import { type CatastrophicForgetting, fromOtherImages, publishedOf } from "./result.js";

/** Published beside ours with 95 % intervals: retention, relearning and the steps of each phase. */
export function runs(result: CatastrophicForgetting): Table {
  const { options, entries } = result;
  const otherImages = fromOtherImages(result);
  const numbers = ({ retention, relearning, steps }: Forgetting): Cell[] => [retention, relearning, ...steps];
  return new Table(
    `Published (500 runs) and ours (${options.seeds} runs), mean and 95 % interval`,
    [
      { heading: "optimizer" },
      { heading: "step size" },
      { heading: "" },
      { heading: "retention", decimals: 3 },
      { heading: "relearning" },
      ...[1, 2, 3, 4].map((phase) => ({ heading: `steps, phase ${phase}`, decimals: 1 })),
      { heading: "runs failed" },
    ],
    entries.flatMap((entry, at) => {
      const { optimizer, stepSize, failed } = entry;
      const other = otherImages?.[at];
      return [
        [optimizer, `2^${Math.log2(stepSize)}`, "published", ...numbers(publishedOf(optimizer)), undefined],
        [optimizer, "", "ours", ...numbers(entry), failed],
        ...(other === undefined ? [] : [[optimizer, "", "ours, other images", ...numbers(other), other.failed]]),
      ];
    }),
  );
}

/** Retention and relearning with one thing changed from the paper; a dash where it does not concern an optimizer. */
export function variants({ options, entries, variants: changed }: CatastrophicForgetting): Table {
  const names = entries.map(({ optimizer }) => optimizer);
  const withRuns = (name: string) => `${name} (${options.seeds} runs)`;
  const rows = [
    { name: withRuns("the paper's"), entries },
    ...changed.map(({ name, ...variant }) => ({ name: name === OTHER_IMAGES ? withRuns(name) : name, ...variant })),
  ];
  const cells = (row: readonly ForgettingEntry[], value: (entry: ForgettingEntry) => Interval) =>
    names.map((name) => {
      const entry = row.find(({ optimizer }) => optimizer === name);
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
    rows.map(({ name, entries: row }) => [
      name,
      ...cells(row, ({ retention }) => retention),
      ...cells(row, ({ relearning }) => relearning),
      row.reduce((failed, entry) => failed + entry.failed, 0),
    ]),
  );
}
