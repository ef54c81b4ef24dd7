import assert from "node:assert/strict";
import { after, test } from "node:test";
import { animation, inFrame } from "./animation.js";
import { darkened } from "./dark.js";
import { gifOf } from "./gif.js";
import type { Frame } from "./plot.js";
import { closeBrowser } from "./render.js";
import { still } from "./still.js";

after(closeBrowser);

const panel = {
  title: "saddle",
  x: [-1, 0, 1],
  y: [-1, 0, 1],
  values: [
    [0, -1, 0],
    [1, 0, 1],
    [0, -1, 0],
  ],
};
const text = {
  title: "On the saddle",
  x: "x",
  y: "y",
  value: "value",
  log: false,
  shades: "greys",
  numbers: ["SGD: 2 updates"],
} as const;

/** Points that have gone at/10 to the right after `at` updates. */
const moving = (updates: number) => {
  const x = Array.from({ length: updates + 1 }, (_, at) => at / 10);
  return ["SGD", "Adam"].map((optimizer) => ({ optimizer, x, y: x.map(() => 0.5) }));
};

test("a frame has tails that end at the heads; the last one, before playing and on paper, the whole paths", () => {
  const { plot } = animation(panel, moving(30), text);
  const frames = plot.frames as Frame[];
  assert.equal(frames.length, 31);
  const [tail, , heads] = (frames[20] as Frame).data as { x: number[] }[];
  assert.deepEqual(tail?.x, [1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2]);
  assert.deepEqual(heads?.x, [2, 2]);
  const last = frames.at(-1) as Frame;
  assert.equal((last.data[0] as { x: number[] }).x.length, 31);
  assert.deepEqual(inFrame(plot, last).data, plot.data);
  const paper = still(plot);
  assert.deepEqual(Object.keys(paper), ["data", "layout"]);
  assert.deepEqual(paper.data, plot.data);
});

test("the slider has a step for each frame, of several updates where there are many", () => {
  const { plot } = animation(panel, moving(201), text);
  const names = plot.frames?.map(({ name }) => name) ?? [];
  assert.deepEqual([...names.slice(0, 3), ...names.slice(-2)], ["0", "4", "8", "200", "201"]);
  const { sliders } = plot.layout as { sliders: { active: number; steps: { label: string; args: [string[]] }[] }[] };
  assert.deepEqual(
    sliders[0]?.steps.map(({ args }) => args[0][0]),
    names,
  );
  assert.equal(sliders[0]?.active, names.length - 1);
});

test("a dark animation keeps its frames", () => {
  const { plot } = animation(panel, moving(3), text);
  assert.deepEqual(darkened(plot).frames, plot.frames);
});

test("paths of different lengths, and none, are refused", () => {
  const [first] = moving(3) as [ReturnType<typeof moving>[number]];
  assert.throws(() => animation(panel, [], text), /^RangeError: animation: give at least one point/);
  assert.throws(() => animation(panel, [first, { ...first, x: [0] }], text), /as many places/);
});

test("a GIF with all frames, as large as the figure on paper", async () => {
  const { plot } = animation(panel, moving(2), text);
  const gif = await gifOf(plot, 0.5);
  assert.equal(gif.toString("latin1", 0, 6), "GIF89a");
  assert.deepEqual([gif.readUInt16LE(6), gif.readUInt16LE(8)], [480, 300]);
  assert.equal(gif.toString("latin1").split("\x21\xf9\x04").length - 1, 3, "frames");
  assert.equal(gif.at(-1), 0x3b, "its end");
  await assert.rejects(gifOf({ data: [], layout: {} }), /^RangeError: gifOf: the plot has no frames/);
});
