import { writeSync } from "node:fs";

/** Who starts a kernel need not read what it says: a pipe that is full would hold it up. */
const MOST_LINES = 200;
const LONGEST_LINE = 200;
let lines = 0;

/** Writes to the kernel's own log: the real stderr, even while the other thread computes. */
export function log(text: string): void {
  lines += 1;
  if (lines > MOST_LINES) return;
  const line = lines < MOST_LINES ? text.slice(0, LONGEST_LINE) : "no more is logged";
  try {
    writeSync(2, `momenta kernel: ${line}\n`);
  } catch {
    // Nobody listens.
  }
}
