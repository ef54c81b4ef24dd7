import assert from "node:assert/strict";
import { test } from "node:test";
import { profiles } from "./profiles.js";

const text = { title: "Loss", x: "way gone", y: "loss, nats", numbers: ["a barrier of 0.2"] };
const profile = {
  name: "SGD",
  colour: "#56B4E9",
  dash: "solid",
  x: [0, 1],
  mean: [1, 2],
  lower: [-1, 1],
  upper: [3, 4],
} as const;

interface Trace {
  readonly y: (number | null)[];
  readonly fill?: string;
  readonly showlegend: boolean;
}

const traces = (log: boolean) =>
  profiles([{ title: "task 1", profiles: [profile], log }], text).plot.data as unknown as Trace[];

test("the band goes from the lower bounds to the upper ones; where a logarithm has no place for a bound, far down", () => {
  const [linear, logarithmic] = [traces(false)[0], traces(true)[0]] as [Trace, Trace];
  assert.deepEqual(linear.y, [-1, 1, 4, 3]);
  assert.deepEqual(logarithmic.y, [0.001, 1, 4, 3]);
});

test("one entry of the legend for a name in several panels", () => {
  const panel = { title: "task 1", profiles: [profile], log: false };
  const { data } = profiles([panel, panel], text).plot;
  const lines = (data as unknown as Trace[]).filter(({ fill }) => fill === undefined);
  assert.deepEqual(
    lines.map(({ showlegend }) => showlegend),
    [true, false],
  );
  assert.throws(() => profiles([], text), /^RangeError: profiles: there is no panel/);
});

test("a logarithmic axis of less than two decades has 1, 2 and 5 in each", () => {
  const panel = { title: "task 1", profiles: [profile], log: true, range: [0.03, 0.6] } as const;
  const { yaxis } = profiles([panel], text).plot.layout as { yaxis: { tickvals: number[]; ticktext: string[] } };
  assert.deepEqual(yaxis.tickvals, [0.05, 0.1, 0.2, 0.5]);
  assert.deepEqual(yaxis.ticktext, ["0.05", "0.1", "0.2", "0.5"]);
});

test("a logarithmic axis of x has whole ticks, and the word at a line across stands at its logarithm", () => {
  const panel = {
    title: "n = 100",
    profiles: [{ ...profile, x: [10, 1000] }],
    log: false,
    window: [10, 1000],
    vertical: { x: 100, name: "N = n" },
  } as const;
  const { xaxis, shapes, annotations } = profiles([panel], { ...text, logX: true }).plot.layout as unknown as {
    xaxis: { type: string; ticktext: string[]; range: number[] };
    shapes: { x0: number }[];
    annotations: { text: string; x: number }[];
  };
  assert.deepEqual([xaxis.type, ...xaxis.range], ["log", 1, 3]);
  assert.deepEqual(xaxis.ticktext.slice(0, 4), ["10", "20", "50", "100"]);
  assert.equal(shapes[0]?.x0, 100);
  assert.equal(annotations.find((annotation) => annotation.text === "N = n")?.x, 2);
});
