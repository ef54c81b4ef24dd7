import { inWords } from "../arguments/index.js";
import { random } from "../engine/index.js";
import type { Examples } from "./dataset.js";
import { draws } from "./draws.js";
import { selected } from "./selected.js";

/**
 * Examples divided in two at random, of each class the same share: a class of n examples gives n · held out / count of
 * them, rounded so that the numbers add up, and keeps one at least. What is held out comes in random order, what is kept
 * in its own. The same seed divides the same examples in the same way.
 *
 * @param heldOut a fraction of them, below 1, or their number
 * @throws RangeError where it is neither, is none of the examples, or so many that a class would keep none
 */
export function holdOut(
  described: string,
  examples: Examples,
  heldOut: number,
  seed: number,
): { readonly train: Examples; readonly test: Examples } {
  const { labels, count } = examples;
  if (!(heldOut > 0 && (heldOut < 1 || Number.isInteger(heldOut)))) {
    throw new RangeError(
      `${described}: heldOut is ${inWords(heldOut)}; give a fraction between 0 and 1, or a number of examples.`,
    );
  }
  const sizes = new Map<number, number>();
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  const total = heldOut < 1 ? Math.round(heldOut * count) : heldOut;
  const most = count - sizes.size;
  if (total < 1 || total > most) {
    const reason = total < 1 ? "is none" : "leaves none of some class";
    throw new RangeError(
      `${described}: heldOut is ${heldOut}, which ${reason} of the ${count} examples; give 1 to ${most}.`,
    );
  }
  const quota = quotas(sizes, total, count);
  const order = random(seed, draws.heldOut).shuffle(Int32Array.from(labels.keys()));
  const held = [...order].filter((index) => {
    const label = labels[index] as number;
    const left = quota.get(label) as number;
    quota.set(label, Math.max(0, left - 1));
    return left > 0;
  });
  const isHeld = new Set(held);
  const kept = [...labels.keys()].filter((index) => !isHeld.has(index));
  return { train: selected(examples, kept), test: selected(examples, held) };
}

/** How many of each class, by the largest remainders; the smaller class number first where they are equal. */
function quotas(sizes: ReadonlyMap<number, number>, total: number, count: number): Map<number, number> {
  const classes = [...sizes].sort(([a], [b]) => a - b);
  const quota = new Map(classes.map(([label, size]) => [label, Math.floor((size * total) / count)]));
  let missing = total - [...quota.values()].reduce((sum, number) => sum + number, 0);
  const byRemainder = classes.sort(([, a], [, b]) => ((b * total) % count) - ((a * total) % count));
  while (missing > 0) {
    for (const [label, size] of byRemainder) {
      const now = quota.get(label) as number;
      if (missing === 0 || now === size - 1) continue;
      quota.set(label, now + 1);
      missing -= 1;
    }
  }
  return quota;
}
