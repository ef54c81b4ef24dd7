import assert from "node:assert/strict";
import { test } from "node:test";
import { formatDigits, formatExponential, formatInterval, formatNumber, formatPValue } from "./format.js";

test("numbers", () => {
  assert.equal(formatNumber(0.001), "0.001");
  assert.equal(formatNumber(-0.5, 2), "−0.50");
  assert.equal(formatNumber(NaN, 2), "–");
  assert.equal(formatNumber(-Infinity, 2), "−∞");
});

test("zero has no sign, and there is one kind of minus", () => {
  assert.deepEqual(
    [-0.001, -0, 0.001, -0.005001].map((value) => formatNumber(value, 2)),
    ["0.00", "0.00", "0.00", "−0.01"],
  );
  assert.equal(formatNumber(-0), "0");
  assert.equal(formatNumber(-1e-7), "−1e−7");
  assert.equal(formatDigits(-1.23456e-9), "−1.23e−9");
  assert.equal(formatInterval({ estimate: -0.001, lower: -0.002, upper: 0 }), "0.00 ± 0.00");
  assert.deepEqual(
    [-4.2e-8, 2e5, -0].map((value) => formatExponential(value)),
    ["−4.2e−8", "2e5", "0e0"],
  );
  assert.deepEqual(
    [-4.26e-8, NaN, -Infinity].map((value) => formatExponential(value, 1)),
    ["−4.3e−8", "–", "−∞"],
  );
  for (const value of [-1, -1e-7, -1.5e-300, -1e21]) {
    assert.doesNotMatch([formatNumber(value), formatDigits(value), formatExponential(value)].join(), /-/);
  }
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

test("what is no number is refused, and digits that there are not", () => {
  for (const format of [formatNumber, formatDigits, formatExponential, formatPValue]) {
    for (const value of [undefined, null, "2", [], {}]) {
      assert.throws(() => format(value as never), /^TypeError: a number to be formatted is .*; give a number\.$/);
    }
  }
  for (const digits of [-1, 1.5, NaN, Infinity, "2", 101]) {
    assert.throws(() => formatNumber(1, digits as never), /^RangeError: digits to be shown are .* from 0 to 100\.$/);
    assert.throws(() => formatDigits(1, digits as never), /^RangeError: digits to be shown are .* from 1 to 100\.$/);
  }
  assert.throws(() => formatDigits(1, 0), /are 0; give a whole number from 1 to 100/);
  for (const p of [-1e-9, 1.5]) assert.throws(() => formatPValue(p), /^RangeError: a p-value is .* from 0 to 1\.$/);
  assert.deepEqual([0, 0.0009, 0.05, 1, NaN].map(formatPValue), ["< 0.001", "< 0.001", "0.050", "1.000", "–"]);
});
