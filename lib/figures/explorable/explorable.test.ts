import assert from "node:assert/strict";
import { test } from "node:test";
import { chart, explorable } from "../index.js";

const controls = { rate: { as: "slider", label: "α", from: 0, to: 1, value: 0.5 } } as const;
const line = (name: string) =>
  chart({ title: "A line", rows: [[{ marks: [{ as: "line", name, x: [0, 1], y: [0, 1] }] }]], numbers: ["a line"] });
const marks = { line: { x: [0, 1], y: [0, 1] } };

test("on paper it is the figure that is drawn first, with its words", () => {
  const figure = explorable({
    controls,
    compute: ({ rate }) => ({ marks: { line: { x: [0, 1], y: [0, rate] } }, words: `up to ${rate}` }),
    draw: () => line("line"),
  });
  assert.deepEqual(figure.plot, line("line").plot);
  assert.equal(String(figure), "A line\na line\nup to 0.5");
});

test("a function that needs what is outside itself, or gives another value each time, is refused", () => {
  const outside = [0, 1];
  assert.throws(
    () =>
      explorable({
        controls,
        compute: () => ({ marks: { line: { x: outside, y: outside } }, words: "" }),
        draw: () => line("line"),
      }),
    { name: "TypeError", message: /there it ends with “ReferenceError: outside is not defined”/ },
  );
  assert.throws(
    () =>
      explorable({ controls, compute: () => ({ marks, words: String(performance.now()) }), draw: () => line("line") }),
    /ReferenceError: (marks|performance) is not defined/,
  );
  assert.throws(
    () =>
      explorable({ controls, compute: () => ({ marks: {}, words: String(Math.random()) }), draw: () => line("line") }),
    /gives something else when it is called again/,
  );
});

test("functions that it is given stand by themselves, too", () => {
  const uses = { half: (value: number) => value / 2 };
  const made = (given: { readonly half: (value: number) => number }) =>
    explorable({
      controls,
      uses: given,
      compute: ({ rate }, { half }) => ({
        marks: { line: { x: [0, 1], y: [0, half(rate)] } },
        words: `up to ${half(rate)}`,
      }),
      draw: () => line("line"),
    });
  assert.equal(made(uses).numbers.at(-1), "up to 0.25");
  const divisor = 2;
  assert.throws(() => made({ half: (value) => value / divisor }), /ReferenceError: divisor is not defined/);
});

test("a mark that the figure does not have, or has twice, is named", () => {
  const compute = () => ({ marks: { line: { x: [0, 1], y: [0, 1] } }, words: "" });
  assert.throws(() => explorable({ controls, compute, draw: () => line("curve") }), {
    name: "RangeError",
    message: 'explorable: compute gives a mark "line", and the figure has 0 of that name; draw each of its marks once.',
  });
});

test("controls that cannot be are refused", () => {
  const made = (control: object) => () =>
    explorable({
      controls: { rate: control as typeof controls.rate },
      compute: () => ({ marks: { line: { x: [0, 1], y: [0, 1] } }, words: "" }),
      draw: () => line("line"),
    });
  assert.throws(made({ ...controls.rate, value: 2 }), /the control rate stands at 2, from 0 to 1/);
  assert.throws(made({ ...controls.rate, logarithmic: true }), /is logarithmic from 0; begin above 0/);
  assert.throws(made({ ...controls.rate, as: "dial" }), /has as: "dial"; give "slider", "point" or "choice"/);
  assert.throws(made({ as: "choice", label: "", options: ["a"], value: "b" }), /is "b", none of its options/);
  assert.throws(made({ as: "point", label: "", x: Number.NaN, y: 0 }), /is at NaN, 0; give numbers/);
});
