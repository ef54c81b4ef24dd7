import assert from "node:assert/strict";
import { test } from "node:test";
import { escapeOfSgd, named } from "./claims.js";
import { contestants } from "./measure/contestants.js";
import { scenes } from "./measure/scenes.js";
import {
  arrivesAt,
  countCrossings,
  countRises,
  descends,
  follow,
  leavesAt,
  pathLength,
  staysFrom,
} from "./measure/ways.js";
import { visualizingOptimizers } from "./study.js";

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
    points: [
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
  assert.deepEqual([pathLength(way, 0), pathLength(way, 2), pathLength(way, 3)], [0, 4, 6]);
  assert.deepEqual([countCrossings(way, 1), countCrossings(way, 3)], [0, 2]);
  assert.deepEqual([countRises(way, 2), countRises(way, 3)], [0, 1]);
  assert.ok(descends(way, 2, 1));
  assert.ok(!descends({ ...way, values: [3, 2, Number.NaN, 1] }, 2, 1), "who diverges has not come down");
});

test("SGD on the saddle: x (1 − 2 lr)ᵏ, y (1 + 2 lr)ᵏ, left when the closed form says", () => {
  const sgd = contestants[0] as (typeof contestants)[number];
  const [way] = follow(scenes.saddle, sgd, [0.05], [[1, 0.01]], 60);
  const [x = 0, y = 0] = way?.points[30] ?? [];
  assert.ok(Math.abs(x - 0.9 ** 30) < 1e-5 && Math.abs(y / (0.01 * 1.1 ** 30) - 1) < 1e-5, `${x}, ${y}`);
  assert.equal(leavesAt(way as typeof way & object), Math.ceil(escapeOfSgd(0.01, 0.05)));
});

test("every method has the least rate that brings it down in time, all its learning rates being tried together", async () => {
  const result = await visualizingOptimizers.run(small, { store: null });
  assert.equal(result.rates.length, 25);
  assert.deepEqual(
    result.ways.beale.map(({ optimizer }) => optimizer),
    contestants.map(({ make }) => make(1).name),
  );
  for (const [index, { learningRate, x, y }] of result.ways.longValley.entries()) {
    const smaller = result.rates.filter((rate) => rate <= learningRate);
    const contestant = contestants[index] as (typeof contestants)[number];
    const ways = follow(
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

  assert.deepEqual(
    Object.values(visualizingOptimizers.figures).map((draw) => draw(result).plot.frames?.length),
    [41, 41, 41, undefined, undefined],
  );

  const reordered = {
    ...result,
    options: { ...result.options, distances: [...small.distances].reverse() },
    saddle: result.saddle.map((one) => ({ ...one, byDistance: [...one.byDistance].reverse() })),
  };
  const captions = ({ kind }: { readonly kind: string }) => kind === "claim";
  assert.deepEqual(
    visualizingOptimizers.claims(reordered).filter(captions),
    visualizingOptimizers.claims(result).filter(captions),
    "no claim hangs on the order of the distances",
  );
  assert.equal(visualizingOptimizers.answer(reordered), visualizingOptimizers.answer(result));
});

test("options out of their range are named", async () => {
  await assert.rejects(
    visualizingOptimizers.run({ ...small, patience: 150 }),
    /^RangeError: patience is 150; .*\(160\)/,
  );
  const grid = { lowest: -4, highest: -3, perDecade: 1 };
  await assert.rejects(
    visualizingOptimizers.run({ ...small, grid }, { store: null }),
    /no learning rate of the grid brings SGD below 0.01 on Saddle/,
  );
});
