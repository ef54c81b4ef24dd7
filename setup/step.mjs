/** A step of the set-up: done once for each value of what it depends on. */
import { createHash } from "node:crypto";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { UserError } from "./errors.mjs";
import { root } from "./paths.mjs";
import { readIfThere } from "./shell.mjs";

const stamps = path.join(root, ".build", "stamps");

/**
 * Runs `work` unless it has run to its end for the same `inputs` and its `result` still exists. The stamp is removed
 * before and written after, so that a step killed half-way is done again.
 *
 * @param {{ name: string, inputs: unknown, isThere: () => boolean, work: () => void }} step
 */
export function step({ name, inputs, isThere, work }) {
  const stamp = path.join(stamps, name.replace(/\W+/g, "-"));
  const wanted = createHash("sha256").update(JSON.stringify(inputs)).digest("hex");
  if (readIfThere(stamp) === wanted && isThere()) return;
  const start = Date.now();
  process.stderr.write(`momenta: ${name} … `);
  rmSync(stamp, { force: true });
  try {
    work();
    if (!isThere()) throw new UserError(`${name}: installed without an error, but not there (see .build/setup.log).`);
  } catch (error) {
    process.stderr.write("failed\n");
    throw error;
  }
  mkdirSync(stamps, { recursive: true });
  writeFileSync(`${stamp}.tmp`, wanted);
  renameSync(`${stamp}.tmp`, stamp);
  process.stderr.write(`${((Date.now() - start) / 1000).toFixed(1)} s\n`);
}
