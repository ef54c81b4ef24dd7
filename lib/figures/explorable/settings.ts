import type { Controls, Settings } from "./types.js";

/** What the controls say before anybody moves them. */
export function firstSettings<C extends Controls>(controls: C): Settings<C> {
  const entries = Object.entries(controls).map(([name, control]) => [
    name,
    control.as === "point" ? { x: control.x, y: control.y } : control.value,
  ]);
  return Object.fromEntries(entries);
}
