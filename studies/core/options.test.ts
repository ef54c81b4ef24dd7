import assert from "node:assert/strict";
import { test } from "node:test";
import { choiceKind, digitsKind, numberKind } from "./kinds.js";
import { choice, group, list, number, pair, positive, resolveOptions, whole } from "./options.js";
import { parametersCell } from "./parameters.js";

const schema = {
  slope: number(10, "C of the sequence", { above: 2 }),
  rate: positive(0.01, "γ"),
  updates: whole(750, "of the sequence", { multipleOf: 750 }),
  decays: list([0.9, 0.99], "ρ", numberKind({ from: 0, below: 1 })),
  state: choice("reset", "at a switch", ["reset", "carryOver"]),
  optimizers: list<"sgd" | "adam">(["sgd"], "to compare", choiceKind(["sgd", "adam"])),
  tasks: pair<readonly number[]>(
    [
      [1, 2],
      [3, 4],
    ],
    "digits of both tasks",
    digitsKind,
    "number[]",
  ),
  network: group("of the network", { widths: list([6, 12], "units", whole(1, "")), learningRate: positive(0.1, "γ") }),
};

test("defaults, and what is given in their place", () => {
  const options = resolveOptions(schema, { slope: 5, network: { widths: [3], learningRate: 1 } });
  assert.deepEqual(
    [options.slope, options.rate, options.network, options.tasks],
    [
      5,
      0.01,
      { widths: [3], learningRate: 1 },
      [
        [1, 2],
        [3, 4],
      ],
    ],
  );
});

test("what an option cannot be is refused, with its name, its value and what it can be", () => {
  const refused = (given: object, message: RegExp) => assert.throws(() => resolveOptions(schema, given), message);
  refused({ sloep: 1 }, /^RangeError: there is no option sloep; there are slope, rate, updates, /);
  refused({ slope: 2 }, /^RangeError: slope is 2; give a number, above 2\.$/);
  refused({ slope: "5" }, /^RangeError: slope is "5"; give a number, above 2\.$/);
  refused({ rate: Number.NaN }, /^RangeError: rate is NaN; give a number, above 0\.$/);
  refused({ updates: 751 }, /^RangeError: updates is 751; give a multiple of 750, at least 750\.$/);
  refused({ decays: [] }, /^RangeError: decays is \[\]; give a list, its length at least 1, each entry a number, /);
  refused({ decays: [0.5, 1] }, /^RangeError: decays is \[0\.5, 1\]; .*each entry a number, at least 0, below 1\.$/);
  refused({ state: "keep" }, /^RangeError: state is "keep"; give one of "reset", "carryOver"\.$/);
  refused({ tasks: [[1]] }, /^RangeError: tasks is \[\[1\]\]; give two entries, each a list/);
  refused({ tasks: [[1], [10]] }, /^RangeError: tasks is \[\[1\], \[10\]\]/);
  refused({ network: { widths: [3] } }, /^RangeError: network is \{"widths":\[3\]\}; give a record: widths, a list/);
  refused({ network: { widths: [3], learningRate: 1, depth: 2 } }, /^RangeError: network is /);
});

test("the parameters cell of a notebook: values as literals, types where a literal's own is not narrow enough", () => {
  assert.equal(
    parametersCell({ options: schema }),
    [
      "const slope = 10; // C of the sequence",
      "const rate = 0.01; // γ",
      "const updates = 750; // of the sequence",
      "const decays = [0.9, 0.99]; // ρ",
      'const state: "reset" | "carryOver" = "reset"; // at a switch',
      'const optimizers: ("sgd" | "adam")[] = ["sgd"]; // to compare',
      "const tasks: [number[], number[]] = [[1, 2], [3, 4]]; // digits of both tasks",
      "const network = { widths: [6, 12], learningRate: 0.1 }; // of the network",
      "const quick = false; // a small version, to see that everything works",
      "const fresh = false; // make everything again, what is in the store too",
    ].join("\n"),
  );
});
