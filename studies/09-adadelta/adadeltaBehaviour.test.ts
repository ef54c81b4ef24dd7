import assert from "node:assert/strict";
import { test } from "node:test";
import { type AdadeltaBehaviour, adadeltaBehaviour } from "./adadeltaBehaviour.js";
import { adadeltaBehaviourDefaults } from "./options.js";
import {
  adadeltaChecks,
  adadeltaVerdict,
  dataSetsFigure,
  dataSetsTable,
  formsTable,
  mapFigure,
  stepsFigure,
} from "./report.js";

const small = {
  ...{ seeds: 2, seedsOfMap: 2, hidden: [12, 12], batchSize: 16, maxUpdates: 30, maxUpdatesOfMap: 30, recorded: 5 },
  ...{ criterion: 0.7, jointCriterion: 0.2, decays: [0.9], epsilons: [1e-6], dataSets: ["MNIST-1D"] as const },
};

test("SGD's effective step is its learning rate; Adadelta's is longer where its state is carried over", async () => {
  const result = await adadeltaBehaviour(small, { store: null, compiler: "graph" });
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
    ["SGD null", ...["Adam", "RMSProp", "Adadelta"].flatMap((name) => [`${name} reset`, `${name} carry over`])],
  );
});

test("options out of their range are named", async () => {
  const refused = (options: object, message: RegExp) =>
    assert.rejects(adadeltaBehaviour({ ...small, ...options }, { store: null, compiler: "graph" }), message);
  await refused({ decays: [] }, /^RangeError: decays is empty/);
  await refused({ epsilons: [] }, /^RangeError: epsilons is empty/);
  await refused({ dataSets: [] }, /^RangeError: dataSets is empty/);
  await refused({ seeds: 1 }, /^RangeError: seeds is 1; give at least 2/);
});

const around = (centre: number) => [-1, 0, 1, 2].map((noise) => centre + noise);
const interval = (estimate: number) => ({ estimate, lower: 0.9 * estimate, upper: 1.1 * estimate });

function resultOf(adadelta: number): AdadeltaBehaviour {
  const form = {
    learningRate: 1,
    decay: 0.9,
    epsilon: 1e-6,
    secondTask: around(20),
    jointTask: around(100),
    givenUp: 0,
  };
  const speed = (optimizer: string, stateAtSwitch: "reset" | "carry over", centre: number) => ({
    ...{ dataSet: "MNIST-1D" as const, optimizer, stateAtSwitch, updates: around(centre), givenUp: 0 },
  });
  const curve = (stateAtSwitch: "reset" | "carry over", steps: readonly number[]) => ({
    ...{ optimizer: "Adadelta", stateAtSwitch, layer: "first layer", steps: steps.map(interval) },
  });
  return {
    options: {
      ...adadeltaBehaviourDefaults,
      seeds: 4,
      seedsOfMap: 4,
      decays: [0.9],
      epsilons: [1e-6, 1e-4],
      dataSets: ["MNIST-1D"],
    },
    curves: [curve("reset", [0.1, 0.4]), curve("carry over", [0.2, 0.4])],
    map: [[form, { ...form, epsilon: 1e-4, secondTask: around(60) }]],
    forms: [1, 1, 1, 0.001].map((learningRate, at) => ({
      ...form,
      name: `form ${at}`,
      learningRate,
      secondTask: around(learningRate < 1 ? 900 : 20),
    })),
    speeds: [speed("RMSProp", "reset", 40), speed("RMSProp", "carry over", 50), speed("Adadelta", "reset", adadelta)],
    missing: [],
  };
}

test("the verdict follows the comparisons", () => {
  assert.equal(adadeltaVerdict(resultOf(20)).answer, "agrees");
  assert.equal(adadeltaVerdict(resultOf(80)).answer, "disagrees");
  assert.deepEqual(
    dataSetsTable(resultOf(20)).rows.map((row) => row[3]),
    ["Adadelta"],
  );
  assert.deepEqual(
    dataSetsTable(resultOf(80)).rows.map((row) => row[3]),
    ["RMSProp"],
  );
});

test("the checks compare growth, head start, learning rate and ε", () => {
  const checks = adadeltaChecks(resultOf(20));
  assert.ok(checks.every(({ holds }) => holds));
  assert.match(checks.at(-1)?.claim ?? "", /a reset saves RMSProp updates, 10\.0/);
  assert.match(checks[0]?.claim ?? "", /4\.0 times its first/);
  assert.match(checks[1]?.claim ?? "", /2\.0 times/);
  assert.match(checks[3]?.claim ?? "", /factor of 2\.9|factor of 3\.0/);
});

test("tables and figures have every entry", () => {
  const result = resultOf(20);
  assert.equal(formsTable(result).rows.length, 4);
  assert.equal(stepsFigure(result).numbers.length, 2);
  assert.equal(mapFigure(result).numbers.length, 2);
  assert.equal(dataSetsFigure(result).numbers.length, 3);
});
