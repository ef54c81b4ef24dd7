import assert from "node:assert/strict";
import { test } from "node:test";
import { type Line, type LinesText, lines } from "./lines.js";

const text: LinesText = { title: "Steps", x: "update", y: "step", logarithmic: { y: true }, dots: true, decimals: 1 };
const point = (x: number, estimate: number, half = 0.5) => ({
  x,
  y: { estimate, lower: estimate - half, upper: estimate + half },
});
const line: Line = { optimizer: "SGD", dashed: false, points: [point(0, 1), point(1, 2), point(2, 0.25), point(3, 4)] };

interface Trace {
  name?: string;
  line?: { dash?: string };
  x: number[];
  y: (number | null)[];
  fill?: string;
  xaxis?: string;
}
const traces = (values: readonly Line[], of = text) => lines(values, of).plot.data as Trace[];

test("a band where both bounds can be drawn, and on a logarithmic axis only what is above 0", () => {
  const [band] = traces([line]).filter(({ fill }) => fill === "toself");
  assert.deepEqual(band?.x, [0, 1, 3, 3, 1, 0]);
  const [linear] = traces([line], { ...text, logarithmic: {} }).filter(({ fill }) => fill === "toself");
  assert.deepEqual(linear?.x, [0, 1, 2, 3, 3, 2, 1, 0]);
});

test("values without bounds have a line and no band", () => {
  const unbounded = { ...line, points: line.points.map(({ x }) => point(x, 1, Infinity)) };
  const drawn = traces([unbounded]);
  assert.ok(drawn.every(({ fill }) => fill === undefined));
  assert.deepEqual(drawn.at(-1)?.y, [1, 1, 1, 1]);
});

test("each panel has axes of its own; the legend explains dashes only where there are some", () => {
  const panels = { ...text, panels: ["first", "output"], whole: "reset", dashed: "carried over" };
  const drawn = traces([line, { ...line, panel: 1 }], panels);
  assert.deepEqual([...new Set(drawn.flatMap(({ xaxis }) => xaxis ?? []))], ["x", "x2"]);
  assert.deepEqual(
    drawn.flatMap(({ name }) => name ?? []),
    ["SGD", "reset"],
  );
  assert.ok(traces([{ ...line, dashed: true }], panels).some(({ name }) => name === "carried over"));
});

test("who has dashed lines alone has a dashed key", () => {
  const others = { ...line, optimizer: "Adam" };
  const drawn = traces([line, { ...line, dashed: true }, { ...others, dashed: true }]);
  const keys = drawn.filter(({ name }) => name !== undefined) as unknown as { name: string; line: { dash: string } }[];
  assert.deepEqual(
    keys.map(({ name, line: { dash } }) => [name, dash]),
    [
      ["SGD", "solid"],
      ["Adam", "dash"],
    ],
  );
});

test("an optimizer that shares its colour has its own dash, in the key too; a label takes the place of its name", () => {
  const drawn = traces([
    { ...line, optimizer: "AMSGrad" },
    { ...line, optimizer: "Adam", label: "Adam + L2" },
  ]);
  const keys = drawn.filter(({ name }) => name !== undefined);
  assert.deepEqual(
    keys.map(({ name, line: drawnWith }) => [name, drawnWith?.dash]),
    [
      ["AMSGrad", "8px,4px"],
      ["Adam + L2", "solid"],
    ],
  );
  assert.equal(drawn.filter(({ line: drawnWith }) => drawnWith?.dash === "8px,4px").length, 2);
});

test("the numbers in words: all points of a line with dots, the ends of one without", () => {
  assert.deepEqual(lines([line], { ...text, dots: false }).numbers, ["SGD: 1.0 ± 0.5 at 0, 4.0 ± 0.5 at 3"]);
  assert.equal(lines([line], text).numbers[0]?.split(", ").length, 4);
});
