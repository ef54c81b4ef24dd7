import assert from "node:assert/strict";
import { test } from "node:test";
import { philox, random, streams } from "./random.js";

const hex = (words: Uint32Array) => [...words].map((word) => word.toString(16).padStart(8, "0")).join(" ");

test("philox gives the published known answers (Random123, tests/kat_vectors, philox4x32 10)", () => {
  const output = new Uint32Array(4);
  philox(output, 0, 0, 0, 0, 0, 0);
  assert.equal(hex(output), "6627e8d5 e169c58d bc57ac4c 9b00dbd8");
  const ones = 0xffffffff;
  philox(output, ones, ones, ones, ones, ones, ones);
  assert.equal(hex(output), "408f276d 41c83b0e a20bc7c6 6d5451fd");
  philox(output, 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0);
  assert.equal(hex(output), "d16cfe09 94fdcceb 5001e420 24126ea1");
});

test("a stream starts with the blocks of counters 0 and 1 under the key (seed, stream)", () => {
  const generator = random(7, 3);
  const first = new Uint32Array(4);
  const second = new Uint32Array(4);
  philox(first, 0, 0, 0, 0, 7, 3);
  philox(second, 1, 0, 0, 0, 7, 3);
  assert.deepEqual(
    Array.from({ length: 8 }, () => generator.bits()),
    [...first, ...second],
  );
});

test("seeds and streams are uncorrelated, the same key repeats itself", () => {
  const draw = (seed: number, stream: number) => {
    const generator = random(seed, stream);
    return Array.from({ length: 10_000 }, () => generator.uniform() - 0.5);
  };
  const correlation = (a: number[], b: number[]) =>
    (12 * a.reduce((sum, value, index) => sum + value * (b[index] as number), 0)) / a.length;
  const reference = draw(1, streams.parameters);
  assert.deepEqual(draw(1, streams.parameters), reference);
  for (const other of [draw(1, streams.order), draw(2, streams.parameters), draw(0, 1)]) {
    assert.ok(Math.abs(correlation(reference, other)) < 0.05);
  }
});

test("uniform and normal have the moments of their distributions", () => {
  const generator = random(11, 0);
  const count = 100_000;
  const moments = (draw: () => number) => {
    const values = Array.from({ length: count }, draw);
    const mean = values.reduce((sum, value) => sum + value, 0) / count;
    const central = (power: number) => values.reduce((sum, value) => sum + (value - mean) ** power, 0) / count;
    return { mean, variance: central(2), fourth: central(4) };
  };
  const uniform = moments(generator.uniform);
  assert.ok(Math.abs(uniform.mean - 1 / 2) < 0.005);
  assert.ok(Math.abs(uniform.variance - 1 / 12) < 0.002);
  const normal = moments(generator.normal);
  assert.ok(Math.abs(normal.mean) < 0.015);
  assert.ok(Math.abs(normal.variance - 1) < 0.02);
  assert.ok(Math.abs(normal.fourth - 3) < 0.2);
});

test("below is uniform where 2^32 is no multiple of n", () => {
  const generator = random(5, 0);
  const n = 3 * 2 ** 30;
  const thirds = [0, 0, 0];
  for (let draw = 0; draw < 30_000; draw++) {
    const third = Math.floor(generator.below(n) / 2 ** 30);
    thirds[third] = (thirds[third] as number) + 1;
  }
  // The remainder alone, without drawing again, would put half of all draws into the first third.
  for (const count of thirds) assert.ok(Math.abs(count - 10_000) < 500, `${thirds}`);
});

test("shuffle gives each of the six orders of three equally often and loses nothing", () => {
  const generator = random(3, 0);
  const counts = new Map<string, number>();
  for (let draw = 0; draw < 12_000; draw++) {
    const order = generator.shuffle(Int32Array.of(0, 1, 2)).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  assert.deepEqual([...counts.keys()].sort(), ["012", "021", "102", "120", "201", "210"]);
  for (const count of counts.values()) assert.ok(Math.abs(count - 2_000) < 250);
});

test("keys and ranges that cannot be used are named", () => {
  assert.throws(() => random(-1, 0), /seed is -1; give an integer from 0 to 2\^32 - 1/);
  assert.throws(() => random(1.5, 0), /seed is 1.5/);
  assert.throws(() => random(0, Number.NaN), /stream is NaN/);
  assert.throws(() => random(0, 0).below(0), /below\(0\)/);
});
