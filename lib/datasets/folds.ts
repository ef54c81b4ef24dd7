import { requireCount, requireExamples } from "./check.js";
import type { Examples } from "./dataset.js";
import { selected } from "./selected.js";

/**
 * Examples in `count` parts of the same mixture of classes: of each class the first goes to the first part, the second to
 * the second, and so on in turns. The inputs are copied.
 *
 * @throws RangeError where `count` is no whole number of at least 1, or there are more parts than examples of any class, so
 *   that some would be empty
 */
export function folds(examples: Examples, count: number): Examples[] {
  requireExamples("folds", examples);
  requireCount("folds: count", count);
  const seen = new Map<number, number>();
  const foldOf = Array.from(examples.labels, (label) => {
    const before = seen.get(label) ?? 0;
    seen.set(label, before + 1);
    return before % count;
  });
  const most = Math.max(0, ...seen.values());
  if (count > most) {
    throw new RangeError(
      `folds: count is ${count}, and no class has more than ${most} of the ${examples.count} examples, so that parts would ` +
        `be empty; give at most ${most}.`,
    );
  }
  return Array.from({ length: count }, (_, fold) =>
    selected(
      examples,
      [...foldOf.keys()].filter((index) => foldOf[index] === fold),
    ),
  );
}
