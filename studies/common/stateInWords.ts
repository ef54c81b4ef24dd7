import type { StateAtSwitch } from "momenta/training";

/** What becomes of the optimizer's state at a task switch, in words; null stands for an optimizer without state. */
export function stateInWords(stateAtSwitch: StateAtSwitch | null): string {
  if (stateAtSwitch === null) return "none";
  return stateAtSwitch === "reset" ? "reset" : "carried over";
}
