import type { StateAtSwitch } from "momenta/training";

/** What becomes of the optimizer's state at a task switch, in words; null stands for an optimizer without state. */
export function stateInWords(stateAtSwitch: StateAtSwitch | null): string {
  if (stateAtSwitch === null) return "none";
  return { carryOver: "carried over", reset: "reset", resetCount: "count reset" }[stateAtSwitch];
}

/** The name of an optimizer, with what becomes of its state where it has one: “Adam, state carried over”. */
export function nameWithState(column: {
  readonly optimizer: string;
  readonly stateAtSwitch: StateAtSwitch | null;
}): string {
  const { optimizer, stateAtSwitch } = column;
  return stateAtSwitch === null ? optimizer : `${optimizer}, state ${stateInWords(stateAtSwitch)}`;
}
