import { logarithmicTicks } from "../logarithmicTicks.js";
import { neutralColours } from "../theme.js";
import type { Span } from "./place.js";
import type { Axis } from "./types.js";

/**
 * An axis as plotly takes it, without its title.
 *
 * @param room how many characters its ticks may have side by side
 */
export function axisOf({ logarithmic, ticks }: Axis, range: Span, room: number) {
  const written = ticks ?? (logarithmic ? fittingTicks(range, room) : undefined);
  return {
    ...(logarithmic ? { type: "log", range: range.map(Math.log10) } : { range }),
    ...(written === undefined
      ? { nticks: 6 }
      : { tickvals: written.map(({ at }) => at), ticktext: written.map(({ text }) => text) }),
    ticks: "outside",
    tickfont: { size: 15 },
    showline: true,
    linecolor: neutralColours.key,
    zeroline: false,
  };
}

/** 1, 2, 5, 10, …, or powers of ten alone where there is no room for them, or every second power and so on. */
function fittingTicks(range: Span, room: number): NonNullable<Axis["ticks"]> {
  const { tickvals, ticktext } = logarithmicTicks(range);
  const all = tickvals
    .map((at, place) => ({ at, text: ticktext[place] ?? "", power: Math.log10(at) }))
    .filter(({ at }) => range[0] <= at && at <= range[1]);
  const length = (ticks: typeof all) => ticks.map(({ text }) => `${text.replace(/<[^>]*>/g, "")} `).join("").length;
  const powers = all.filter(({ power }) => Number.isInteger(power));
  const fewer = [all, powers, ...[2, 3, 4].map((every) => powers.filter(({ power }) => power % every === 0))];
  return fewer.find((ticks) => length(ticks) <= room) ?? powers;
}
