import assert from "node:assert/strict";
import { test } from "node:test";
import { weightFlipping } from "momenta/datasets";
import { type Interval, meanInterval } from "momenta/statistics";
import { followStream, gridOf, onlineMethods } from "../common/index.js";
import { readResult } from "../core/index.js";
import { aboveIdbd, blownUp, gainOfAdapting, relevantOverIrrelevant } from "./claims.js";
import { bestStepSizes, errorOfStepSizes, flipping } from "./measure/constantStepSizes.js";
import { twoWeightPath } from "./measure/twoWeightPath.js";
import { boundedIdbd, freeAutostep } from "./measure/variants.js";
import { followedBy } from "./result.js";
import { weightFlippingStudy } from "./study.js";

const near = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
const contains = ({ lower, upper }: Interval, value: number) => lower <= value && value <= upper;

/** Small, op by op in a TensorFlow graph. */
const context = {
  compiler: { compiler: "graph" },
  map: async <Item, Value>(items: readonly Item[], _: string, compute: (item: Item, at: number) => Value) =>
    Promise.all(items.map(compute)),
} as const;
const streamOf = (seeds: readonly number[]) => weightFlipping(seeds);

test("the closed form in its limits: steps of nearly 0, the border of stability, the best step sizes", () => {
  // Steps so small that w stays 0: the error is that of never learning, d.
  near(errorOfStepSizes(1e-7, 1e-7, flipping), 5, 1e-3);
  // One step size for all n is stable below 2 / (n + 2).
  assert.ok(errorOfStepSizes(2 / 22 - 1e-4, 2 / 22 - 1e-4, flipping) < Infinity);
  assert.equal(errorOfStepSizes(2 / 22 + 1e-4, 2 / 22 + 1e-4, flipping), Infinity);
  const { alike, oracle } = bestStepSizes(flipping);
  near(alike.stepSize, 0.03395, 1e-4);
  near(oracle.stepSize, 0.13752, 1e-4);
});

test("the closed form is what a simulation of its own comes to, in another problem", () => {
  const problem = { features: 4, relevant: 2, flipEvery: 5 };
  const [alpha, beta] = [0.2, 0.05];
  const errors = Array.from({ length: 12 }, (_, seed) => {
    const { inputs, targets } = weightFlipping([seed + 1], problem).next(4000);
    const [x, y] = [inputs.arraySync(), targets.arraySync()];
    inputs.dispose();
    targets.dispose();
    const w = [0, 0, 0, 0];
    let sum = 0;
    y.forEach(([target], at) => {
      const input = x[at]?.[0] as number[];
      const error = (target as number) - w.reduce((total, weight, i) => total + weight * (input[i] as number), 0);
      sum += error ** 2;
      input.forEach((value, i) => {
        w[i] = (w[i] as number) + (i < 2 ? alpha : beta) * error * value;
      });
    });
    return sum / y.length;
  });
  const measured = meanInterval(errors);
  assert.ok(contains(measured, errorOfStepSizes(alpha, beta, problem)), JSON.stringify(measured));
  assert.ok(measured.upper - measured.lower < 0.2);
});

test("a bound that is never met, and Autostep's where Σ α κ stays below 1, change nothing", async () => {
  const idbd = { initialRate: [0.02], metaRate: [0.01] };
  const autostep = gridOf({ initialRate: [1e-4], metaRate: [1e-3] });
  const courses = await followStream(
    {
      IDBD: { method: onlineMethods.IDBD, settings: gridOf(idbd) },
      bounded: { method: boundedIdbd, settings: gridOf({ ...idbd, bound: [1e3, 1e-3] }) },
      Autostep: { method: onlineMethods.Autostep, settings: autostep },
      free: { method: freeAutostep, settings: autostep },
    },
    { streamOf, features: 20, seeds: [1, 2], updates: 400, records: 2, seedsAtATime: 2 },
    context,
  );
  const error = (name: keyof typeof courses, setting = 0) => courses[name][setting]?.errors[0]?.[1] as number;
  near(error("bounded") / error("IDBD"), 1, 1e-5);
  assert.ok(Math.abs(error("bounded", 1) / error("IDBD") - 1) > 1e-3);
  near(error("free") / error("Autostep"), 1, 1e-5);
});

test("two weights: normalized relevant steps are √3 times smaller where only the relevant weight errs", () => {
  const controls = {
    metaRate: 0.001,
    initialRate: 0.05,
    rmspropRate: 1e-5,
    adamRate: 1e-5,
    flipEvery: 20,
    updates: 20_000,
    seed: 3,
  };
  const { paths, surface, stepSizes, oracle } = twoWeightPath(controls);
  for (const { name, relevant, irrelevant } of paths.filter(({ name }) => name === "RMSProp" || name === "Adam")) {
    const ratios = relevant.slice(20).map((rate, at) => (irrelevant[20 + at] as number) / rate);
    near(ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length, Math.sqrt(3), 0.12);
    assert.ok(name.length > 0);
  }
  const problem = { features: 2, relevant: 1, flipEvery: 20 };
  surface.forEach((row, beta) => {
    row.forEach((error, alpha) => {
      const expected = errorOfStepSizes(stepSizes[alpha] as number, stepSizes[beta] as number, problem);
      near(error, Math.min(1, expected), 1e-9);
    });
  });
  near(oracle.stepSize, bestStepSizes(problem).oracle.stepSize, 2e-4);
  const idbd = paths.find(({ name }) => name === "IDBD");
  assert.ok((idbd?.relevant.at(-1) as number) > 4 * (idbd?.irrelevant.at(-1) as number));
});

test("two weights: the function runs from its text alone, as a browser gets it", () => {
  const again = new Function(`return ${twoWeightPath.toString()}`)() as typeof twoWeightPath;
  const controls = {
    metaRate: 0.001,
    initialRate: 0.05,
    rmspropRate: 0.1,
    adamRate: 0.01,
    flipEvery: 20,
    updates: 500,
    seed: 1,
  };
  assert.deepEqual(again(controls), twoWeightPath(controls));
});

test("the full result: IDBD is below tuned SGD, RMSProp and Adam, at the oracle's step sizes, in the closed form", () => {
  const result = readResult(weightFlippingStudy);
  for (const rival of ["SGD", "RMSProp", "Adam"] as const) assert.ok(aboveIdbd(result, rival).lower > 1.8, rival);
  const idbd = followedBy(result, "IDBD");
  assert.equal(blownUp(idbd), 0);
  const { alike, oracle } = bestStepSizes(flipping);
  const relevant = meanInterval(idbd.relevant);
  assert.ok(relevant.lower > 0.9 * oracle.stepSize && relevant.upper < 1.1 * oracle.stepSize);
  assert.ok(meanInterval(idbd.irrelevant).upper < 0.03 * oracle.stepSize);
  near(meanInterval(followedBy(result, "oracle").errors).estimate / oracle.error, 1, 0.005);
  near(meanInterval(followedBy(result, "SGD").errors).estimate / alike.error, 1, 0.005);
  for (const name of ["RMSProp", "Adam"] as const) {
    assert.ok(gainOfAdapting(result, name).upper < 0 && relevantOverIrrelevant(result, name).upper < 1, name);
  }
  assert.ok(gainOfAdapting(result, "IDBD").lower > 1);
});
