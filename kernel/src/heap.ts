/** How much memory the compiler may leave lying about. V8 reads these flags whenever it uses them. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** A conversion leaves garbage, which by default would lie until it is a multiple of what is in use. */
export function keepHeapSmall(): void {
  setFlagsFromString("--heap-growing-percent=20");
}

/** Gives back what loading the compiler has left. */
export function tidyHeap(): void {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  setFlagsFromString("--no-expose-gc");
}
