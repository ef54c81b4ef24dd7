import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import type { tf } from "./engine/index.js";
import type { Figure } from "./figures/index.js";
import { blocksOf, runBlocks } from "./testSupport.js";

interface Exports {
  readonly figure: Figure;
  readonly accuracy: number;
  readonly confusion: { readonly counts: readonly (readonly number[])[] };
  readonly classes: readonly { readonly recall: number }[];
  readonly better: number;
  readonly squared: number;
  readonly half: number;
  readonly state: { readonly loss: tf.Tensor };
  readonly end: tf.Tensor;
  readonly rows: readonly { readonly method: string; readonly forgetting: number }[];
}

test("every block of the README compiles as it stands and does what it says", async () => {
  const [first, model, own, loop, scanned, continual] = (await runBlocks<Exports>(
    blocksOf(join(__dirname, "..", "README.md")),
  )) as [Exports, Exports, Exports, Exports, Exports, Exports];
  assert.match(first.figure.toString(), /^Learning 1 and 2 again\nAdam: 6 values\nSGD: 6 values$/);
  assert.ok(model.accuracy > 0.85 && model.better > model.accuracy, `${model.accuracy}, then ${model.better}`);
  assert.equal(
    model.confusion.counts.flat().reduce((sum, count) => sum + count),
    10_000,
  );
  assert.ok(own.squared < 0.01, `${own.squared}`);
  assert.ok(Math.abs(own.half - Math.sin(1.5)) < 0.05, `${own.half}`);
  assert.ok((loop.state.loss.dataSync()[0] as number) < 0.3);
  assert.deepEqual(
    [...scanned.end.dataSync()].map((value) => Math.abs(value) < 0.01),
    [true, true],
  );
  const [none, ...methods] = continual.rows as [Exports["rows"][0], ...Exports["rows"]];
  assert.deepEqual(
    methods.map(({ method, forgetting }) => [method, forgetting < none.forgetting]),
    [
      ["replay", true],
      ["ewc", true],
      ["both", true],
    ],
  );
});
