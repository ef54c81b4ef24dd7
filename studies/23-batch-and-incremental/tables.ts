import { formatInterval, formatNumber, Table } from "momenta/figures";
import type { BatchAndIncremental } from "./result.js";

/** The error of each way to learn in the end, its closed form, and the power of k that it follows. */
export function learnersTable({ schedules, options }: BatchAndIncremental): Table {
  return new Table(
    `After ${options.updates} instances, ${options.seeds} streams; (w − w*)² in units of 10⁻⁶`,
    [
      { heading: "η_k, or what else is done" },
      { heading: "mean of (w − w*)²" },
      { heading: "closed form" },
      { heading: "power of k" },
      { heading: "largest |w − w*| in the second half", decimals: 4 },
    ],
    schedules.records.map(({ name, errors, expected, isExact, power, reach }) => {
      const end = errors.at(-1) as (typeof errors)[number];
      const millionths = { estimate: 1e6 * end.estimate, lower: 1e6 * end.lower, upper: 1e6 * end.upper };
      const decimals = end.estimate < 1e-5 ? 2 : 0;
      const form = formatNumber(1e6 * (expected.at(-1) as number), decimals);
      return [
        name,
        formatInterval(millionths, decimals),
        isExact ? form : `≈ ${form}`,
        formatInterval(power, 2),
        reach,
      ];
    }),
  );
}
