import assert from "node:assert/strict";
import { test } from "node:test";
import { formatDigits, formatInterval, formatNumber } from "./format.js";

test("numbers", () => {
  assert.equal(formatNumber(0.001), "0.001");
  assert.equal(formatNumber(-0.5, 2), "−0.50");
  assert.equal(formatNumber(NaN, 2), "–");
  assert.equal(formatNumber(-Infinity, 2), "−∞");
});

test("a few digits, none that say nothing", () => {
  assert.equal(formatDigits(-0.012345), "−0.0123");
  assert.equal(formatDigits(1999, 2), "2000");
  assert.equal(formatDigits(0.5), "0.5");
  assert.equal(formatDigits(NaN), "–");
});

test("a symmetric interval as ±, any other with its ends", () => {
  assert.equal(formatInterval({ estimate: -0.11, lower: -0.21, upper: -0.01 }), "−0.11 ± 0.10");
  assert.equal(formatInterval({ estimate: 0.2, lower: -4.2, upper: 0.5 }, 1), "0.2 [−4.2, 0.5]");
  assert.equal(formatInterval({ estimate: 0.2, lower: -Infinity, upper: Infinity }), "0.20 ± ∞");
});
