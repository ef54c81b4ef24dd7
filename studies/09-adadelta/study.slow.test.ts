import assert from "node:assert/strict";
import { test } from "node:test";
import { KERAS, OURS } from "./measure/grid.js";
import type { AdadeltaBehaviour } from "./result.js";
import { adadeltaBehaviour } from "./study.js";

const small = {
  ...{ seeds: 2, seedsOfMap: 2, hidden: [12, 12], batchSize: 16, maxUpdates: 30, maxUpdatesOfMap: 30, recorded: 5 },
  ...{ criterion: 0.7, jointCriterion: 0.2, decays: [0.9], epsilons: [1e-6], dataSets: ["MNIST-1D"] as const },
};

test("SGD's effective step is its learning rate; Adadelta's is longer where its state is carried over", async () => {
  const result = await adadeltaBehaviour.run(small, { store: null, compiler: "graph" });
  assert.equal(result.curves.length, 6 * 3);
  for (const { optimizer, steps } of result.curves) {
    assert.equal(steps.length, 5);
    if (optimizer === "SGD") assert.ok(steps.every(({ estimate }) => Math.abs(estimate - 0.1) < 1e-4));
  }
  assert.deepEqual(
    result.map.map((row) => row.map(({ decay, epsilon }) => [decay, epsilon])),
    [[[0.9, 1e-6]]],
  );
  // The map's entry and the first of the forms are the same runs.
  assert.deepEqual(result.forms[0]?.secondTask, result.map[0]?.[0]?.secondTask);
  assert.deepEqual(result.missing, []);
  assert.deepEqual(
    result.speeds.map(({ optimizer, stateAtSwitch }) => `${optimizer} ${stateAtSwitch}`),
    ["SGD null", ...["Adam", "RMSProp", "Adadelta"].flatMap((name) => [`${name} reset`, `${name} carryOver`])],
  );
});

const around = (centre: number) => [-1, 0, 1, 2].map((noise) => centre + noise);
const interval = (estimate: number) => ({ estimate, lower: 0.9 * estimate, upper: 1.1 * estimate });

function resultWith(adadelta: number): AdadeltaBehaviour {
  const form = {
    learningRate: 1,
    decay: 0.9,
    epsilon: 1e-6,
    secondTask: around(20),
    jointTask: around(100),
    givenUp: 0,
  };
  const speed = (optimizer: string, stateAtSwitch: "reset" | "carryOver", centre: number) => ({
    ...{ dataSet: "Split MNIST" as const, optimizer, stateAtSwitch, updates: around(centre), givenUp: 0 },
  });
  const curve = (stateAtSwitch: "reset" | "carryOver", steps: readonly number[]) => ({
    ...{ optimizer: "Adadelta", stateAtSwitch, layer: "first layer", steps: steps.map(interval) },
  });
  return {
    options: {
      ...adadeltaBehaviour.defaults,
      seeds: 4,
      seedsOfMap: 4,
      decays: [0.9],
      epsilons: [1e-6, 1e-4],
      dataSets: ["Split MNIST"],
    },
    curves: [curve("reset", [0.1, 0.4]), curve("carryOver", [0.2, 0.4])],
    map: [[form, { ...form, epsilon: 1e-4, secondTask: around(60) }]],
    forms: [
      { ...form, name: OURS },
      { ...form, name: KERAS, learningRate: 0.001, secondTask: around(900) },
    ],
    speeds: [speed("RMSProp", "reset", 40), speed("RMSProp", "carryOver", 50), speed("Adadelta", "reset", adadelta)],
    missing: [],
  };
}

test("what the notes claim is judged on their own data set; the rest are questions", () => {
  assert.equal(adadeltaBehaviour.agreement(resultWith(20)), "agrees");
  assert.equal(adadeltaBehaviour.agreement(resultWith(80)), "disagrees");
  assert.deepEqual(
    adadeltaBehaviour.tables.dataSets(resultWith(20)).rows.map((row) => row[3]),
    ["Adadelta"],
  );
  assert.deepEqual(
    adadeltaBehaviour.tables.dataSets(resultWith(80)).rows.map((row) => row[3]),
    ["RMSProp"],
  );
  const elsewhere = resultWith(20).speeds.map((speed) => ({ ...speed, dataSet: "MNIST-1D" as const }));
  assert.ok(
    adadeltaBehaviour.claims({ ...resultWith(20), speeds: elsewhere }).every(({ kind }) => kind === "question"),
  );
});

test("growth, head start, learning rate, ε and resets in numbers", () => {
  const statements = adadeltaBehaviour.claims(resultWith(20));
  assert.ok(statements.every(({ verdict }) => verdict === "holds"));
  const numbers = (words: RegExp) => statements.find((statement) => words.test(statement.words))?.numbers ?? "";
  assert.match(numbers(/grow/), /^4\.0 times its first/);
  assert.match(numbers(/carried over than/), /^2\.0 times/);
  assert.match(numbers(/learning rate/), /\.001 takes 900 .* 1 takes 20$|\.001 takes 901 .* 1 takes 21$/);
  assert.match(numbers(/ε matter/), /factor of 2\.9|factor of 3\.0/);
  assert.match(numbers(/reset save RMSProp/), /^10\.0/);
});
