import assert from "node:assert/strict";
import { test } from "node:test";
import { measure } from "./rounds.js";
import { type Participant, PeerError, type Work } from "./work.js";

const times = [100, 9, 1, 5, 30, 4];

function workOf(...participants: Participant[]): Work {
  return { name: "work", unit: "update", contenders: () => participants, targets: [] };
}

/** Takes the given times, one a call, and notes its turns. */
function contender(name: string, compiles: boolean, turns: string[], amount = 10) {
  const left = [...times];
  const call = () => {
    turns.push(name);
    return left.shift() as number;
  };
  return { name, compiles, amount, call, close: () => void turns.push(`${name} closed`) };
}

test("contenders take turns; the median of five calls after the first counts, the first one as compiling", async () => {
  const turns: string[] = [];
  const common = { work: "work", unit: "update", median: 0.5, minimum: 0.1, maximum: 3, rounds: 5 };
  assert.deepEqual(await measure(workOf(contender("a", true, turns), contender("b", false, turns))), [
    { ...common, contender: "a", compiling: 95 },
    { ...common, contender: "b" },
  ]);
  assert.deepEqual(turns, [...Array(6).fill(["a", "b"]).flat(), "a closed", "b closed"]);
});

test("no round begins after the budget is spent, and the median is of those that there were", async () => {
  const [result] = await measure(workOf(contender("a", false, [], 1)), 109);
  assert.deepEqual(result, {
    ...{ work: "work", contender: "a", unit: "update" },
    ...{ median: 9, minimum: 9, maximum: 9, rounds: 1 },
  });
  const [longer] = await measure(workOf(contender("a", false, [], 1)), 110);
  assert.ok(longer !== undefined && "median" in longer);
  assert.deepEqual([longer.median, longer.rounds], [5, 2]);
});

test("who is absent, or a peer whose program fails, has a row with the reason, and the others are measured", async () => {
  const turns: string[] = [];
  const failing = {
    ...contender("torch", true, turns),
    call: () => Promise.reject(new PeerError("it ended")),
  };
  const results = await measure(workOf(contender("a", false, turns), failing, { name: "jax", absent: "not here" }));
  assert.deepEqual(results.slice(1), [
    { work: "work", contender: "torch", absent: "it ended" },
    { work: "work", contender: "jax", absent: "not here" },
  ]);
  assert.ok(results[0] !== undefined && "median" in results[0]);
  assert.equal(turns.filter((turn) => turn === "torch closed").length, 1);
});

test("an error of ours ends the bench, everybody closed", async () => {
  const turns: string[] = [];
  const wrong = { ...contender("a", false, turns), call: () => Promise.reject(new Error("wrong numbers")) };
  await assert.rejects(measure(workOf(wrong, contender("b", false, turns))), /wrong numbers/);
  assert.deepEqual(turns, ["a closed", "b closed"]);
});
