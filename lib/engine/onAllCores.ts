import { cores } from "./cores.js";
import { native } from "./tensorflow.js";

/** Whether one call has the whole machine: on a GPU, and where nothing is compiled. */
export const oneCallUsesAll = native === null || native.isUsingGpuDevice;

/** How many calls of `jitAsync` are worth having under way. */
export const callsAtOnce = oneCallUsesAll ? 1 : cores;

/**
 * Does pieces of work side by side, as many at a time as there are cores; what `work` awaits, calls of `jitAsync` above all,
 * overlaps.
 *
 * ```ts
 * const losses = await onAllCores(widths, (width) => trainNetwork(width));
 * ```
 *
 * @returns what `work` gives for each item, in the order of the items
 * @throws what `work` throws first; no further item is begun then
 */
export async function onAllCores<Item, Result>(
  items: Iterable<Item>,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const waiting = [...items].entries();
  const results: Result[] = [];
  let failed = false;
  const one = async () => {
    for (const [index, item] of waiting) {
      if (failed) return;
      try {
        results[index] = await work(item, index);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: callsAtOnce }, one));
  return results;
}
