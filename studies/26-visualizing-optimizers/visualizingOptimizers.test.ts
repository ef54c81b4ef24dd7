import assert from "node:assert/strict";
import { test } from "node:test";
import { claims, named } from "./claims.js";
import { contestants } from "./contestants.js";
import { escapeOfSgd } from "./figures.js";
import { visualizingOptimizersStudy as study } from "./index.js";
import { scenes } from "./scenes.js";
import { visualizingOptimizers } from "./visualizingOptimizers.js";
import { arrivesAt, crossingsOf, descends, leavesAt, lengthOf, risesOf, staysFrom, waysOf } from "./ways.js";

const small = {
  updates: 40,
  patience: 160,
  descent: 40,
  descents: [40, 80],
  grid: { lowest: -4, highest: 2, perDecade: 4 },
  distances: [1e-2, 1e-5],
} as const;

test("what is said of a way", () => {
  const way = {
    places: [
      [1, 0],
      [1, 2],
      [-1, 2],
      [1, 2],
    ] as const,
    values: [3, 2, 0.005, 1],
  };
  assert.equal(arrivesAt(way), 2);
  assert.equal(arrivesAt({ ...way, values: [3, 2, 1, 1] }), null);
  assert.deepEqual([staysFrom(way), staysFrom({ ...way, values: [3, 0.001, 0.005, 0.002] })], [null, 1]);
  assert.equal(leavesAt(way), 1);
  assert.deepEqual([lengthOf(way, 0), lengthOf(way, 2), lengthOf(way, 3)], [0, 4, 6]);
  assert.deepEqual([crossingsOf(way, 1), crossingsOf(way, 3)], [0, 2]);
  assert.deepEqual([risesOf(way, 2), risesOf(way, 3)], [0, 1]);
  assert.ok(descends(way, 2, 1));
  assert.ok(!descends({ ...way, values: [3, 2, Number.NaN, 1] }, 2, 1), "who diverges has not come down");
});

test("SGD on the saddle: x (1 − 2 lr)ᵏ, y (1 + 2 lr)ᵏ, left when the closed form says", () => {
  const sgd = contestants[0] as (typeof contestants)[number];
  const [way] = waysOf(scenes.saddle, sgd, [0.05], [[1, 0.01]], 60);
  const [x = 0, y = 0] = way?.places[30] ?? [];
  assert.ok(Math.abs(x - 0.9 ** 30) < 1e-5 && Math.abs(y / (0.01 * 1.1 ** 30) - 1) < 1e-5, `${x}, ${y}`);
  assert.equal(leavesAt(way as typeof way & object), Math.ceil(escapeOfSgd(0.01, 0.05)));
});

test("every method has the least rate that brings it down in time, all its learning rates being tried together", async () => {
  const result = await visualizingOptimizers(small);
  assert.equal(result.rates.length, 25);
  assert.deepEqual(
    result.ways.beale.map(({ optimizer }) => optimizer),
    contestants.map(({ make }) => make(1).name),
  );
  for (const [index, { learningRate, x, y }] of result.ways.longValley.entries()) {
    const smaller = result.rates.filter((rate) => rate <= learningRate);
    const contestant = contestants[index] as (typeof contestants)[number];
    const ways = waysOf(
      scenes.longValley,
      contestant,
      smaller,
      smaller.map(() => [1, 0.05]),
      2 * small.descent,
    );
    const isDown = ways.map((way) => descends(way, scenes.longValley.level, small.descent));
    assert.deepEqual(
      isDown,
      smaller.map((rate) => rate === learningRate),
    );
    assert.deepEqual([x.length, x[0], y[0]], [41, 1, 0.05]);
  }
  assert.ok(result.saddle.every(({ fromRidge }) => fromRidge === 0));
  assert.equal(named(result.saddle, "SGD").byDistance.length, 2);

  const figures = study.figures(result);
  assert.deepEqual(
    figures.map(({ figure }) => figure.plot.frames?.length),
    [41, 41, 41, undefined, undefined],
  );
  assert.equal(Object.keys(claims(result)).length, 7);
  assert.match(study.verdict(result).ours, /of 7 captions hold/);
  assert.doesNotMatch(JSON.stringify(study.checks(result)), /NaN|undefined/);
});

test("options out of their range are named", async () => {
  await assert.rejects(visualizingOptimizers({ ...small, patience: 150 }), /^RangeError: patience is 150; .*\(160\)/);
  await assert.rejects(visualizingOptimizers({ ...small, distances: [0] }), /^RangeError: distances are \[0\]/);
  const grid = { lowest: -4, highest: -3, perDecade: 1 };
  await assert.rejects(
    visualizingOptimizers({ ...small, grid }),
    /no learning rate of the grid brings SGD below 1 on Beale/,
  );
});
