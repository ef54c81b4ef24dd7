import { logarithmicTicks } from "../logarithmicTicks.js";
import { neutralColours } from "../theme.js";
import type { Span } from "./place.js";
import type { Axis } from "./types.js";

/**
 * An axis as plotly takes it, without its title.
 *
 * @param room how many characters its ticks may have side by side
 */
export function axisOf({ logarithmic }: Axis, range: Span, room: number) {
  const common = { ticks: "outside", showline: true, linecolor: neutralColours.key, tickfont: { size: 15 } };
  if (!logarithmic) {
    return { ...common, range, nticks: 6, zeroline: false };
  }
  return { ...common, type: "log", range: range.map(Math.log10), zeroline: false, ...ticks(range, room) };
}

/** 1, 2, 5, 10, …, or powers of ten alone where there is no room for them, or every second or third power. */
function ticks(range: Span, room: number) {
  const { tickvals, ticktext } = logarithmicTicks(range);
  const all = tickvals
    .map((value, at) => ({ value, text: ticktext[at] ?? "", power: Math.log10(value) }))
    .filter(({ value }) => range[0] <= value && value <= range[1]);
  const length = (kept: typeof all) => kept.map(({ text }) => `${text.replace(/<[^>]*>/g, "")} `).join("").length;
  const powers = all.filter(({ power }) => Number.isInteger(power));
  const fitting = [all, powers, ...[2, 3, 4].map((every) => powers.filter(({ power }) => power % every === 0))];
  const kept = fitting.find((candidate) => length(candidate) <= room) ?? powers;
  return { tickvals: kept.map(({ value }) => value), ticktext: kept.map(({ text }) => text) };
}
