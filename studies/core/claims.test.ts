import assert from "node:assert/strict";
import { test } from "node:test";
import type { Interval } from "momenta/statistics";
import {
  agreement,
  claim,
  claimsTable,
  holdsAbove,
  holdsBelow,
  holdsIf,
  holdsWhere,
  question,
  type Verdict,
} from "./claims.js";

const claims = (...verdicts: Verdict[]) => verdicts.map((verdict) => claim("w", verdict, "1"));

test("questions of ours are never counted; one claim that does not simply hold makes it depend", () => {
  assert.equal(agreement([...claims("holds", "holds"), question("q", "fails", "2")]), "agrees");
  assert.equal(agreement([...claims("fails", "fails"), question("q", "holds", "2")]), "disagrees");
  for (const other of ["fails", "undecided", "holds if C is small"] as const) {
    assert.equal(agreement(claims("holds", other)), "depends", other);
  }
  assert.equal(agreement(claims("undecided")), "depends");
  assert.equal(agreement([question("q", "holds", "2")]), "depends", "nothing was claimed");
});

test("a verdict of a condition, and the table with questions below the claims, in brackets", () => {
  assert.deepEqual(
    [holdsWhere(true), holdsWhere(false), holdsWhere(false, "undecided")],
    ["holds", "fails", "undecided"],
  );
  assert.deepEqual([holdsIf("C is small", true), holdsIf("C is small", false)], ["holds if C is small", "fails"]);
  const { rows } = claimsTable("t", [question("ours?", "fails", "3"), claim("theirs", "holds if x", "4")]);
  assert.deepEqual(rows, [
    ["theirs", "holds if x", "4"],
    ["(ours?)", "fails", "3"],
  ]);
});

test("a verdict of intervals: all on one side of the border, one wholly on the other, or neither", () => {
  const [below, across, above] = [-2, 0, 2].map((estimate) => ({ estimate, lower: estimate - 1, upper: estimate + 1 }));
  const [low, middle, high] = [below, across, above] as [Interval, Interval, Interval];
  const sets = [[high], [high, middle], [high, middle, low], [middle], [low]];
  const verdicts = ["holds", "undecided", "fails", "undecided", "fails"];
  assert.deepEqual(
    sets.map((intervals) => holdsAbove(0, ...intervals)),
    verdicts,
  );
  const mirrored = sets.map((intervals) => intervals.map((one) => (one === high ? low : one === low ? high : one)));
  assert.deepEqual(
    mirrored.map((intervals) => holdsBelow(0, ...intervals)),
    verdicts,
  );
  const zero = { estimate: 0, lower: 0, upper: 0 };
  assert.equal(holdsAbove(0, zero), "fails", "no difference is none");
});
