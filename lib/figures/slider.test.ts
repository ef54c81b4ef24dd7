import assert from "node:assert/strict";
import { test } from "node:test";
import { Figure } from "./figure.js";
import { slider } from "./slider.js";
import { still } from "./still.js";
import { themedLayout } from "./theme.js";

const figure = (title: string, traces: number) =>
  new Figure(
    {
      data: Array.from({ length: traces }, (_, trace) => ({ type: "scatter", x: [1], y: [trace] })),
      layout: themedLayout(title, { x: "x", y: "y" }),
    },
    title,
    [`${title}: 1`],
  );
const steps = [
  { label: "κ = 2", figure: figure("two", 1) },
  { label: "κ = 10", figure: figure("ten", 2) },
];

test("every step shows its own traces and title, and nothing of the others", () => {
  const { plot, numbers } = slider(steps, 1);
  const { sliders } = plot.layout as {
    sliders: {
      active: number;
      steps: { label: string; args: [{ visible: boolean[] }, { title: { text: string } }] }[];
    }[];
  };
  assert.deepEqual(
    plot.data.map((trace) => (trace as { visible: boolean }).visible),
    [false, true, true],
  );
  assert.equal(sliders[0]?.active, 1);
  const [two, ten] = sliders[0]?.steps ?? [];
  assert.deepEqual(
    [two?.args[0].visible, ten?.args[0].visible],
    [
      [true, false, false],
      [false, true, true],
    ],
  );
  assert.deepEqual([two?.label, two?.args[1].title.text, ten?.args[1].title.text], ["κ = 2", "two", "ten"]);
  assert.ok(!("height" in (two?.args[1] ?? {})));
  assert.deepEqual(numbers, ["κ = 2: two: 1", "κ = 10: ten: 1"]);
});

test("on paper there is the step that is shown first, as large as it was alone", () => {
  const alone = steps[1]?.figure.plot;
  const { data, layout } = still(slider(steps, 1).plot);
  assert.deepEqual(layout, alone?.layout);
  assert.equal(data.length, 2);
  assert.equal(still(alone as typeof alone & object), alone);
});

test("a step that is not there is refused", () => {
  assert.throws(() => slider(steps, 2), /^RangeError: slider: there is no step 2; there are 2/);
});
