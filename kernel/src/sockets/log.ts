import { writeSync } from "node:fs";

/** Writes to the kernel's own log: the real stderr, even while the other thread computes. */
export function log(text: string): void {
  writeSync(2, `momenta kernel: ${text}\n`);
}
