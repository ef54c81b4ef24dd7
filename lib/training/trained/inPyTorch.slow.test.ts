import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { leaves, mapTree, tf, tidy } from "../../engine/index.js";
import { mlp } from "../../models/index.js";
import { modelParameters } from "./modelParameters.js";
import { loadParameters, saveParameters } from "./parameterFiles.js";
import { parameterValues } from "./parameterValues.js";
import { predict } from "./predict.js";

const python = process.env.MOMENTA_BENCH_PYTHON ?? "python3";
const there = spawnSync(python, ["-c", "import safetensors.torch"]).status === 0;
const script = path.resolve(__dirname, "..", "..", "..", "training", "trained", "in_pytorch.py");

test("PyTorch loads a saved model and gives the same logits; what it saves is loaded here", {
  skip: there ? false : "needs a Python with torch and safetensors, named by MOMENTA_BENCH_PYTHON",
}, () => {
  const folder = mkdtempSync(path.join(tmpdir(), "momenta-torch-"));
  try {
    const model = mlp([784, 100, 50, 10]);
    const initial = model.init([3]);
    const parameters = parameterValues(initial);
    const [saved, back] = ["saved.safetensors", "back.safetensors"].map((name) => path.join(folder, name)) as [
      string,
      string,
    ];
    saveParameters(saved, parameters);
    const inputs = tidy(() => tf.randomUniform([7, 784], 0, 1, "float32", 1).arraySync()) as number[][];
    const run = spawnSync(python, [script, saved, JSON.stringify(inputs), back], { encoding: "utf8" });
    assert.equal(run.status, 0, run.stderr);
    const [ours, theirs] = [predict(model, parameters, inputs), JSON.parse(run.stdout) as number[][]];
    const worst = Math.max(...ours.flat().map((value, at) => Math.abs(value - (theirs.flat()[at] as number))));
    assert.ok(worst <= 1e-6, `logits differ by ${worst}`);

    const doubled = modelParameters(model, [loadParameters(back, model)]);
    const expected = tidy(() => mapTree((leaf) => tf.mul(leaf, 2), initial));
    leaves(doubled as never).forEach((leaf, at) => {
      const wanted = leaves(expected as never)[at] as unknown as { dataSync(): Float32Array };
      assert.deepEqual((leaf as unknown as { dataSync(): Float32Array }).dataSync(), wanted.dataSync());
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
