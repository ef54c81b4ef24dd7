/**
 * Single bit flips at random places in kept programs: `node lib/dist/engine/bitFlips.js [flips] [seed]`. Every program of a
 * round has one flip of its own, and every round is a fresh process; that process has to name each damaged file and to
 * compute, bit for bit, what was computed before.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { computeElsewhere, filesKept } from "./keptPrograms.js";
import { random } from "./random.js";

/** @returns what went wrong, one entry for each process in which something did */
export function flipBits(flips: number, seed: number): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), "momenta-flips-"));
  try {
    const { values } = computeElsewhere(folder);
    const programs = filesKept(folder).map((file) => ({ file, bytes: readFileSync(file) }));
    const { below } = random(seed, 0);
    const faults: string[] = [];
    for (let left = flips; left > 0; left -= programs.length) {
      for (const file of filesKept(folder)) rmSync(file);
      const damaged = new Map<string, number>();
      programs.forEach(({ file, bytes }, index) => {
        const other = Buffer.from(bytes);
        if (index < left) {
          const bit = below(8 * bytes.length);
          other.writeUInt8(other.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
          damaged.set(file, bit);
        }
        writeFileSync(file, other);
      });
      const { status, values: found, lines } = computeElsewhere(folder);
      const same = isDeepStrictEqual(found, values);
      const named = [...damaged.keys()].every((file) => lines.some((line) => line.includes(file)));
      if (!same || !named || lines.length > damaged.size) {
        faults.push(JSON.stringify({ status, same, named, lines, damaged: [...damaged] }));
      }
    }
    return faults;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (require.main === module) {
  const [flips = "200", seed = "1"] = process.argv.slice(2);
  const faults = flipBits(Number(flips), Number(seed));
  console.log(
    `${flips} bit flips: ${faults.length} processes with another value, a crash, an error or an unnamed file`,
  );
  for (const fault of faults) console.log(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
