import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** How much more than what was in use may lie about before it is collected. */
const MOST_GROWTH = 1.5;
/** A heap that cells have made larger, in bytes, is V8's affair: there a collection takes long. */
const LARGE = 200e6;

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");
setFlagsFromString("--no-expose-gc");
const used = () => getHeapStatistics().used_heap_size;
let inUse = 0;

/**
 * Collects what the compiler has left, if that is much: V8 itself would wait until the heap is several times as large.
 * For between two requests. V8 is not told to collect more often, since then cells that fill the heap took twice as long.
 */
export function tidyHeap(): void {
  const size = used();
  if (size > LARGE || size < MOST_GROWTH * inUse) return;
  collect();
  inUse = used();
}
