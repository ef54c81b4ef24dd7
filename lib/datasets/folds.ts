import type { Examples } from "./dataset.js";
import { requireCount } from "./draws.js";
import { selected } from "./selected.js";

/**
 * Examples in `count` parts of the same mixture of classes: of each class the first goes to the first part, the second to
 * the second, and so on in turns. The inputs are copied.
 *
 * @throws RangeError where `count` is no whole number of at least 1
 */
export function folds(examples: Examples, count: number): Examples[] {
  requireCount("folds: count", count);
  const seen = new Map<number, number>();
  const foldOf = Array.from(examples.labels, (label) => {
    const before = seen.get(label) ?? 0;
    seen.set(label, before + 1);
    return before % count;
  });
  return Array.from({ length: count }, (_, fold) =>
    selected(
      examples,
      [...foldOf.keys()].filter((index) => foldOf[index] === fold),
    ),
  );
}
