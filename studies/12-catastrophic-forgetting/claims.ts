import { formatInterval } from "momenta/figures";
import { claim, holdsWhere, question, type Statement } from "../core/index.js";
import type { Forgetting } from "./measure/entrants.js";
import type { RetentionPair } from "./measure/paper.js";
import type { ForgettingEntry } from "./measure/runs.js";
import { OTHER_IMAGES } from "./measure/variants.js";
import { type CatastrophicForgetting, fromOtherImages, isCompatible, publishedOf } from "./result.js";

/** The share of the published numbers that has to agree with ours. */
const SHARE = 0.8;

export function answer({ entries, pairs }: CatastrophicForgetting): string {
  const retention = entries.map((entry) => `${entry.optimizer} ${formatInterval(entry.retention, 3)}`);
  const { agreeing, of } = countAgreeing(entries);
  return (
    `retention ${retention.join(", ")}; the paper's order holds in ${pairs.filter(isAsPublished).length} of ${pairs.length} neighbouring pairs; ` +
    `${agreeing} of ${of} published numbers agree with ours within both intervals`
  );
}

/** The paper's order of retention, pair by pair, and how many of its numbers ours agree with. */
export function claims(result: CatastrophicForgetting): Statement[] {
  const { options, pairs, entries } = result;
  const { agreeing, of } = countAgreeing(entries);
  const otherImages = fromOtherImages(result);
  const others = otherImages === undefined ? [] : [countAgreeing(otherImages).agreeing];
  const runs = options.seeds * entries.length;
  const failed = entries.reduce((total, entry) => total + entry.failed, 0);
  return [
    ...pairs.map((pair) =>
      claim(
        `retention of ${pair.higher} ${isTied(pair) ? "as high as" : "higher than"} that of ${pair.lower}`,
        holdsWhere(isAsPublished(pair)),
        `difference ${formatInterval(pair.difference, 3)}, p ${pair.pValue < 0.001 ? "< .001" : `= ${pair.pValue.toFixed(3)}`}`,
      ),
    ),
    question(
      "are the paper's numbers ours, too?",
      holdsWhere(agreeing >= SHARE * of),
      `${agreeing} of the ${of} published numbers lie within the 95 % interval of the difference from ours`,
    ),
    ...others.map((agreeingOthers) =>
      question(
        "are they if other images are learned from?",
        holdsWhere(agreeingOthers >= SHARE * of),
        `with ${OTHER_IMAGES} ${agreeingOthers} of them do`,
      ),
    ),
    question(
      "do at most 5 % of the runs fail?",
      holdsWhere(failed <= 0.05 * runs),
      `${failed} of ${runs} runs failed in a phase`,
    ),
  ];
}

/** Whether the paper's numbers do not tell two optimizers apart: both retain as good as nothing. */
function isTied({ higher, lower }: RetentionPair): boolean {
  return isCompatible(publishedOf(higher).retention, publishedOf(lower).retention);
}

function isAsPublished(pair: RetentionPair): boolean {
  const { difference, pValue } = pair;
  return isTied(pair) ? Math.abs(difference.estimate) < 0.02 : difference.estimate > 0 && pValue < 0.05;
}

/** How many of the published numbers, retention, relearning and steps, agree with ours. */
function countAgreeing(entries: readonly ForgettingEntry[]): { readonly agreeing: number; readonly of: number } {
  const numbers = ({ retention, relearning, steps }: Forgetting) => [retention, relearning, ...steps];
  const published = entries.flatMap(({ optimizer }) => numbers(publishedOf(optimizer)));
  const ours = entries.flatMap(numbers);
  return { agreeing: published.filter((one, at) => isCompatible(one, ours[at] as typeof one)).length, of: ours.length };
}
