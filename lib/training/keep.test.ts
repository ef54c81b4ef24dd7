import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { configured } from "../configuration/index.js";
import { regression } from "../datasets/index.js";
import { linear, squaredError, zeros } from "../models/index.js";
import { sgd } from "../optimizers/index.js";
import { Store } from "../store/index.js";
import { fixedUpdates } from "./criteria/index.js";
import { train } from "./train.js";

test("a store that cannot be written: refused before training, no hindrance where all is found, no loss in between", async () => {
  const folder = mkdtempSync(join(tmpdir(), "momenta-keep-"));
  try {
    const model = linear(1, 1, { initializer: zeros });
    const options = {
      model,
      optimizer: sgd({ learningRate: 0.1 }),
      stream: regression("line", { inputs: [[0], [1]], targets: [[1], [3]] }),
      loss: squaredError,
      criterion: fixedUpdates(3),
      batchSize: 2,
      seeds: [1, 2],
      compiler: "graph" as const,
      keep: { store: new Store(join(folder, "runs")), experiment: "line", version: 1 },
    };
    const begins = () => {
      throw new Error("training begins");
    };
    const watched = { ...options, model: configured({ ...model, init: begins, apply: begins }, { model: "watched" }) };
    const runs = join(folder, "runs", "line");
    const blocked = /^Error: Runs cannot be stored in .*line: EEXIST.* Make the folder writable, set MOMENTA_RUNS/;

    mkdirSync(join(folder, "runs"));
    writeFileSync(runs, "in the way");
    await assert.rejects(train(watched), blocked);
    rmSync(runs);
    await assert.rejects(train(watched), /^Error: training begins$/);

    let made = 0;
    const expected = await train({ ...options, keep: { ...options.keep, store: new Store(join(folder, "others")) } });
    const onProgress = () => {
      // The folder is lost while the runs are made.
      if (made++ > 0) return;
      rmSync(runs, { recursive: true });
      writeFileSync(runs, "in the way");
    };
    const found = await train({ ...options, onProgress });
    assert.deepEqual(found, expected, "what is not kept is not lost");

    rmSync(runs);
    await train(options);
    class Sealed extends Store {
      override requireWritable(): never {
        throw new Error("sealed");
      }
    }
    renameSync(join(folder, "runs"), join(folder, "sealed"));
    const sealed = { ...options.keep, store: new Sealed(join(folder, "sealed")) };
    assert.deepEqual(await train({ ...options, keep: sealed }), expected);
    await assert.rejects(train({ ...options, seeds: [1, 3], keep: sealed }), /^Error: sealed$/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
