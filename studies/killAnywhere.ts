/**
 * Kills a study without warning, at 20 moments or as many as are given, of seed 1 or the seed that is given:
 * `node studies/dist/killAnywhere.js 20 1`. Each time that the study then comes to its end, it has to find bit for bit
 * what it finds undisturbed, and to leave nothing half-written behind. Takes some minutes, and is for a person to start;
 * `killed.slow.test.ts` is what the tests do of it.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readJson, writeJson } from "momenta/configuration";
import { random } from "momenta/engine";

const STUDY = "29-amsgrad";
const [kills = 20, seed = 1] = process.argv.slice(2).map(Number);
const { uniform } = random(seed, 0);

/** Runs the study with store and compiled programs in `folder`; its result, null where it was killed after so many seconds. */
function run(folder: string, killAfter?: number): Promise<string | null> {
  const out = path.join(folder, "out.json");
  const command = path.join(__dirname, "command", "main.js");
  const child = spawn(process.execPath, [command, "run", STUDY, "--quick", "--out", out], {
    env: {
      ...process.env,
      MOMENTA_RUNS: path.join(folder, "runs"),
      MOMENTA_COMPILED: path.join(folder, "compiled"),
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (text) => (said += text));
  const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), 1000 * killAfter);
  return new Promise((resolve) =>
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      if (signal === "SIGKILL") return resolve(null);
      assert.equal(code, 0, `ended by ${signal ?? `exit ${code}`}: ${said}`);
      assert.doesNotMatch(said, /is (damaged|edited|foreign|old|unreadable) /);
      const { result } = readJson(readFileSync(out, "utf8")) as { result: never };
      resolve(writeJson(result));
    }),
  );
}

function leftovers(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => /\.(tmp|damaged)$|(^|[\\/])process-\d+/.test(name));
}

async function inFolder<Value>(use: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(path.join(tmpdir(), "momenta-kill-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function main(): Promise<void> {
  const start = performance.now();
  const expected = await inFolder((folder) => run(folder));
  const seconds = (performance.now() - start) / 1000;
  console.log(`undisturbed: ${seconds.toFixed(1)} s, ${expected?.length} bytes`);
  for (let done = 0; done < kills; ) {
    await inFolder(async (folder) => {
      let found: string | null = null;
      while (found === null) {
        const moment = done < kills ? seconds * uniform() : undefined;
        found = await run(folder, moment);
        if (found !== null) break;
        done += 1;
        console.log(`kill ${done} after ${moment?.toFixed(2)} s; it left ${leftovers(folder).length} files`);
      }
      assert.equal(found, expected, "the result is that of the study undisturbed");
      assert.deepEqual(leftovers(folder), []);
      console.log("come to its end: the same result, nothing left behind");
    });
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
