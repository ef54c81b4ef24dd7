import type { Share } from "momenta/figures";
import { type Interval, wilsonInterval } from "momenta/statistics";
import type { Verdict } from "../../core/index.js";

/** A claim holds whatever the setting where it does in so many percent of them, and fails in so few. */
const [FEW, MOST] = [5, 95];

/** In how many entries something holds. */
export function shareWhere<Entry>(entries: readonly Entry[], holds: (entry: Entry) => boolean): Share {
  return { count: entries.filter(holds).length, of: entries.length };
}

export function percentage({ count, of }: Share): number {
  return (100 * count) / of;
}

/**
 * A share of settings with Wilson's interval. That takes them for independent draws, and they share seeds and levels: it
 * tells how large the count is, no more.
 */
export function shareInterval({ count, of }: Share): Interval {
  return wilsonInterval(count, of);
}

/** 73 % (175 of 240). */
export function shareInWords(share: Share): string {
  return `${Math.round(percentage(share))} % (${share.count} of ${share.of})`;
}

/** The verdict on a claim that comes out in a share of the settings; undecided where there is none. */
export function verdictOver(share: Share): Verdict {
  if (share.of === 0) return "undecided";
  const percent = percentage(share);
  if (percent >= MOST) return "holds";
  return percent <= FEW ? "fails" : "holds if the setting favours it";
}
