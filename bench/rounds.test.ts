import assert from "node:assert/strict";
import { test } from "node:test";
import { measure } from "./rounds.js";

test("contenders take turns; the median of five calls after the first counts, the first one as compiling", async () => {
  const times = [100, 9, 1, 5, 30, 4];
  const turns: string[] = [];
  const contender = (engine: string, compiles: boolean) => {
    const left = [...times];
    const call = () => {
      turns.push(engine);
      return left.shift() as number;
    };
    return { engine, replicas: 2, compiles, updates: 10, call, close() {} };
  };
  assert.deepEqual(await measure("work", [contender("a", true), contender("b", false)]), [
    { name: "work", engine: "a", replicas: 2, msPerUpdate: 0.5, compileMs: 95 },
    { name: "work", engine: "b", replicas: 2, msPerUpdate: 0.5 },
  ]);
  assert.deepEqual(turns, Array(6).fill(["a", "b"]).flat());
});
