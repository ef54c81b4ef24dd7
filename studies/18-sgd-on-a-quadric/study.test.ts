import assert from "node:assert/strict";
import { test } from "node:test";
import { bestDescent, descentRate, spectrum, updatesForATenth } from "../common/index.js";
import { expectedError, monomials, observedAt } from "./measure/fit.js";
import type { IteratesOfRate } from "./measure/iterates.js";
import type { RatesOfKappa } from "./measure/kappas.js";
import { symmetricEigenvectors } from "./measure/symmetricEigenvectors.js";
import { sgdOnAQuadric } from "./study.js";

const near = (actual: number, expected: number, tolerance = 1e-4) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

const small = {
  kappas: [2, 50],
  eigenvalues: 3,
  learningRates: 6,
  updates: 400,
  followed: 20,
  fitted: 300,
  draws: 100,
};
const result = sgdOnAQuadric.run(small, { store: null });

test("measured rates are those of the formula, iterates the closed form, and every statement holds", async () => {
  const { kappas, iterates } = await result;
  const [, ravine] = kappas as [RatesOfKappa, RatesOfKappa];
  near(ravine.best, 49 / 51);
  ravine.scaled.forEach((scaled, at) => {
    near(ravine.rates[at] as number, descentRate(ravine.eigenvalues, scaled / 50));
  });
  // The first learning rate is .5 / λₙ: the steepest component halves, the loss with the square.
  const [{ components, losses }] = iterates as [IteratesOfRate];
  assert.deepEqual(components[2]?.slice(0, 3), [1, 0.5, 0.25]);
  assert.deepEqual(losses[2]?.slice(0, 3), [0.5, 0.125, 0.03125]);
  for (const { words, verdict, numbers } of sgdOnAQuadric.claims(await result)) {
    assert.equal(verdict, "holds", `${words}: ${numbers}`);
  }
});

test("components of a fit go their own ways, the noisy ones last", async () => {
  const { eigenvalues, progress, errors, updates } = (await result).polynomial;
  const sum = eigenvalues.reduce((total, value) => total + value, 0);
  const trace = observedAt.flatMap(monomials).reduce((total, value) => total + value ** 2, 0);
  near(sum / trace, 1, 1e-3);
  near(progress[0]?.[0] as number, 1.8, 1e-3);
  const last = updates.at(-1) as number;
  const { lower, upper } = errors.at(-1) as (typeof errors)[0];
  assert.ok(lower < expectedError(last) && expectedError(last) < upper);
});

test("eigenvectors of a symmetric matrix", () => {
  const matrix = [
    [2, 1, 0],
    [1, 3, -1],
    [0, -1, 1],
  ];
  const pairs = symmetricEigenvectors(matrix);
  for (const { eigenvalue, eigenvector } of pairs) {
    matrix.forEach((row, i) => {
      const product = row.reduce((total, value, j) => total + value * (eigenvector[j] as number), 0);
      near(product, eigenvalue * (eigenvector[i] as number), 1e-12);
    });
    near(Math.hypot(...eigenvector), 1, 1e-12);
  }
  assert.ok((pairs[0]?.eigenvalue as number) > (pairs[2]?.eigenvalue as number));
});

test("a rate that is 2 % off, and a diverging run below the border, are noticed", async () => {
  const { kappas } = await result;
  const [, entry] = kappas as [RatesOfKappa, RatesOfKappa];
  const failing = async (change: Partial<RatesOfKappa>) =>
    sgdOnAQuadric
      .claims({ ...(await result), kappas: [{ ...entry, ...change }] })
      .filter(({ verdict }) => verdict !== "holds")
      .map(({ words }) => words);
  assert.deepEqual(await failing({}), []);
  assert.equal((await failing({ best: entry.best * 0.98 })).length, 1);
  const rates = entry.rates.map((rate, at) => (at === 0 ? 1.01 : rate));
  assert.match((await failing({ rates })).at(-1) ?? "", /where αλₙ < 2/);
});

test("the best learning rate makes the flattest and the steepest component equally slow", () => {
  const { learningRate, rate } = bestDescent(9);
  assert.equal(learningRate, 0.2);
  near(1 - learningRate, rate, 1e-12);
  near(9 * learningRate - 1, rate, 1e-12);
  assert.deepEqual(
    spectrum(16, 3).map((lambda) => Math.round(lambda)),
    [1, 4, 16],
  );
  near(updatesForATenth(0.1), 1, 1e-12);
});
