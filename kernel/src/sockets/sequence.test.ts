import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Sequence } from "./sequence.js";

/** A sequence, and what it has done. */
function observed() {
  const done: string[] = [];
  return { sequence: new Sequence(), done, act: (what: string) => () => void done.push(what) };
}

test("what comes later keeps its place", () => {
  const { sequence, done, act } = observed();
  sequence.add(act("a"));
  sequence.hold(1);
  sequence.hold(2);
  sequence.add(act("d"));
  sequence.fill(2, act("c"));
  assert.deepEqual(done, ["a"]);
  sequence.fill(1, act("b"));
  assert.deepEqual(done, ["a", "b", "c", "d"]);
});

test("a place that stays empty is passed over, once something has waited long enough behind it", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { sequence, done, act } = observed();
  sequence.hold(1);
  mock.timers.tick(5000);
  sequence.add(act("b"));
  mock.timers.tick(999);
  assert.deepEqual(done, []);
  sequence.hold(2);
  sequence.add(act("d"));
  mock.timers.tick(1);
  assert.deepEqual(done, ["b"]);
  mock.timers.tick(999);
  sequence.fill(1, act("late"));
  assert.deepEqual(done, ["b", "late"]);
  sequence.fill(2, act("c"));
  assert.deepEqual(done, ["b", "late", "c", "d"]);
  mock.timers.reset();
});
