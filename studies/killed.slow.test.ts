/** Studies that are killed, or made by two processes at once. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, watch } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { random } from "momenta/engine";
import { Store, type StoredRun } from "momenta/store";
import { savings } from "./01-savings/study.js";

const options = { seeds: 4, hidden: [12], criterion: 0.9, batchSize: 16, maxUpdates: 200 };
const RUNS = 28;
const EXPERIMENT = "savings";

/** Makes the study in a process of its own, its runs kept in `folder`. */
function start(folder: string): ChildProcess {
  const script = `
    const { Store } = require(${JSON.stringify(require.resolve("momenta/store"))});
    const { savings } = require(${JSON.stringify(join(__dirname, "01-savings", "study.js"))});
    savings.run(${JSON.stringify(options)}, { store: new Store(${JSON.stringify(folder)}) });`;
  return spawn(process.execPath, ["-e", script], { stdio: ["ignore", "ignore", "inherit"] });
}

const ended = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => child.on("exit", (code) => resolve(code)));

/** Kills the study without warning as soon as `count` runs are kept; false where it ended before. */
async function killAt(count: number, store: Store): Promise<boolean> {
  const child = start(store.folder);
  const over = ended(child);
  const watcher = watch(store.folder, { recursive: true }, () => {
    if (store.all(EXPERIMENT).runs.length >= count) child.kill("SIGKILL");
  });
  const code = await over;
  watcher.close();
  return code === null;
}

async function inFolder(use: (store: Store) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "momenta-killed-"));
  try {
    await use(new Store(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the runs are, without what they were made with. */
const content = (runs: readonly StoredRun[]) => runs.map(({ made, ...rest }) => JSON.stringify(rest)).sort();

test("killed five times at random moments, then run to the end: the same records, none made twice", () =>
  inFolder(async (undisturbed) => {
    const expected = await savings.run(options, { store: undisturbed });
    await inFolder(async (store) => {
      const { below } = random(5, 0);
      let kept: readonly StoredRun[] = [];
      for (let kill = 1; kill <= 5; kill++) {
        assert.ok(await killAt(Math.min(kept.length + 1 + below(5), RUNS - 1), store), "killed before its end");
        const { runs, damaged } = store.all(EXPERIMENT);
        assert.deepEqual(damaged, []);
        assert.ok(runs.length > kept.length);
        // A run that were made again would have another time.
        const now = new Map(runs.map((run) => [run.key, run.made]));
        for (const { key, made } of kept) assert.deepEqual(now.get(key), made);
        kept = runs;
      }
      const finished = await savings.run(options, { store });
      assert.deepEqual(finished, expected);
      assert.deepEqual(content(store.all(EXPERIMENT).runs), content(undisturbed.all(EXPERIMENT).runs));
      assert.equal(store.all(EXPERIMENT).runs.length, RUNS);
    });
  }));

test("two processes on one study: both end well, and every record is right", () =>
  inFolder(async (store) => {
    assert.deepEqual(await Promise.all([ended(start(store.folder)), ended(start(store.folder))]), [0, 0]);
    const { runs, damaged } = store.all(EXPERIMENT);
    assert.deepEqual(damaged, []);
    assert.equal(runs.length, RUNS);
    await inFolder(async (alone) => {
      await savings.run(options, { store: alone });
      assert.deepEqual(content(runs), content(alone.all(EXPERIMENT).runs));
    });
  }));
