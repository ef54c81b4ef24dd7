import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { test } from "node:test";

/** A hash of what two tasks leave of each of three runs, in a process with these variables. Wide layers are rounded by how they are split up. */
function parametersWith(variables: NodeJS.ProcessEnv, seeds = "3"): string[] {
  const program = `
    const { createHash } = require("node:crypto");
    const { adam, fixedUpdates, leaves, mlp, splitMnist, train } = require(${JSON.stringify(path.join(__dirname, "..", "index.js"))});
    train({
      model: mlp([784, 512, 300, 10]), optimizer: adam({ learningRate: 1e-3 }), stream: splitMnist([[1, 2], [3, 4]]),
      criterion: fixedUpdates(8), stateAtSwitch: "reset", seeds: ${seeds}, batchSize: 256, maxUpdates: 100, parameters: true,
    }).then((runs) => {
      for (const { parameters } of runs) {
        const hash = createHash("sha256");
        for (const values of parameters.flatMap((phase) => leaves(phase))) hash.update(Buffer.from(values.buffer));
        console.log(hash.digest("hex"));
      }
    });
  `;
  const env = { ...process.env, ...variables };
  const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", program], { env, encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return stdout.trim().split("\n");
}

test("a run is the same to the bit, whatever the number of cores, of TensorFlow's threads and of other runs", () => {
  const expected = parametersWith({});
  assert.equal(new Set(expected).size, 3);
  for (const [cores, threads] of [
    ["1", "4"],
    ["4", "1"],
  ]) {
    assert.deepEqual(parametersWith({ MOMENTA_CORES: cores, TF_NUM_INTRAOP_THREADS: threads }), expected);
  }
  assert.deepEqual(parametersWith({}, "[2]"), expected.slice(1, 2));
});

test("a number of cores that is none is refused, and named", () => {
  const env = { ...process.env, MOMENTA_CORES: "many" };
  const command = ["-e", `require(${JSON.stringify(path.join(__dirname, "..", "engine", "index.js"))})`];
  const { status, stderr } = spawnSync(process.execPath, command, { env, encoding: "utf8" });
  assert.equal(status, 1);
  assert.match(stderr, /RangeError: MOMENTA_CORES is "many"; give a whole number from 1/);
});
