import assert from "node:assert/strict";
import { test } from "node:test";
import { agreement, claim, claimsTable, holdsWhere, question, type Verdict } from "./claims.js";

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
  const { rows } = claimsTable("t", [question("ours?", "fails", "3"), claim("theirs", "holds if x", "4")]);
  assert.deepEqual(rows, [
    ["theirs", "holds if x", "4"],
    ["(ours?)", "fails", "3"],
  ]);
});
