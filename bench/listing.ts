/** How long `npm run runs` takes for 50,000 runs, or as many as are given, and how much memory: `node bench/dist/listing.js 5000`. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { provenance, Store } from "momenta/store";

const count = Number(process.argv[2] ?? 50_000);
const folder = mkdtempSync(path.join(tmpdir(), "momenta-listing-"));
try {
  const store = new Store(folder);
  const made = provenance(1.23);
  for (let seed = 0; seed < count; seed++) {
    const optimizer = { method: "adam", learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
    const norms = Array.from({ length: 50 }, (_, at) => Math.sin(at + seed));
    const result = { updatesToCriterion: [120, 75, 5], reached: [true, true, true], probes: { norms } };
    store.save({ experiment: "listing", version: 1, configuration: { seed, optimizer }, result, made });
  }
  const program = `
    const start = performance.now();
    process.stdout.write(require("momenta/dist/store/command").command([]));
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    console.log(((performance.now() - start) / 1000).toFixed(2), "s,", ((userCPUTime + systemCPUTime) / 1e6).toFixed(2),
      "s of them computing,", (maxRSS / 1e3).toFixed(0), "MB");`;
  spawnSync(process.execPath, ["-e", program], {
    cwd: __dirname,
    env: { ...process.env, MOMENTA_RUNS: folder },
    stdio: "inherit",
  });
} finally {
  rmSync(folder, { recursive: true });
}
