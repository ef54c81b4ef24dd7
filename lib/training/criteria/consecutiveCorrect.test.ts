import assert from "node:assert/strict";
import { test } from "node:test";
import { tf, tidy } from "../../engine/index.js";
import { consecutiveCorrect } from "./consecutiveCorrect.js";
import type { Outlook } from "./criterion.js";

/** Whether it is met after each of some predictions, from `ahead` right ones more than their share. */
function course(share: number, right: readonly boolean[], ahead = 0): boolean[] {
  const criterion = consecutiveCorrect(1, share);
  return tidy(() => {
    let state = { ...criterion.init(1), ahead: tf.tensor1d([ahead], "int32") } as ReturnType<typeof criterion.init>;
    return right.map((one) => {
      state = criterion.observe(state, { accuracy: tf.tensor1d([Number(one)]), loss: tf.tensor1d([0]) });
      return criterion.met(state, {} as Outlook, {}).dataSync()[0] === 1;
    });
  });
}

test("the share is met exactly where so many are right, for shares that no float holds", () => {
  for (const [numerator, denominator] of [
    [9, 10],
    [2, 3],
    [49, 50],
    [1, 1],
    [9001, 10_000],
  ] as const) {
    let correct = 0;
    // All of the first right ones that are needed, each wrong one as soon as it is allowed, and one too soon now and then.
    const right = Array.from({ length: 300 }, (_, at) => {
      const isRight = denominator * correct < numerator * (at + 1) && at % 7 !== 3;
      correct += Number(isRight);
      return isRight;
    });
    let count = 0;
    const expected = right.map((one, at) => {
      count += Number(one);
      return one && denominator * count >= numerator * (at + 1);
    });
    assert.deepEqual(course(numerator / denominator, right), expected);
  }
});

test("it counts on beyond 2²⁴", () => {
  assert.deepEqual(course(0.5, [true, true, false, false, true], -(2 ** 24) - 1), [false, false, false, false, false]);
  const nearly = course(1, [false, true], 2 ** 24);
  assert.deepEqual(nearly, [false, true]);
});
