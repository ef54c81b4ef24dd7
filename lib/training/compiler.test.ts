import assert from "node:assert/strict";
import { test } from "node:test";
import { fixedUpdates } from "./criteria/index.js";
import { batchLoss } from "./probes/index.js";
import { quick } from "./testSupport.js";
import { train } from "./train.js";

test("XLA and the graph make the same run to rounding, and one process keeps both apart", async () => {
  const options = { ...quick, criterion: fixedUpdates(20), probes: [batchLoss()] };
  const [compiled, graph] = [
    await train({ ...options, compiler: "xla" }),
    await train({ ...options, compiler: "graph" }),
  ];
  compiled.forEach(({ updatesToCriterion, probes }, run) => {
    const other = graph[run];
    assert.deepEqual(other?.updatesToCriterion, updatesToCriterion);
    probes.loss?.flat().forEach((loss, update) => {
      const found = other?.probes.loss?.flat()[update] ?? Number.NaN;
      assert.ok(Math.abs(found - loss) <= 1e-4 * Math.max(1, loss), `${found}, not ${loss}`);
    });
  });
});
