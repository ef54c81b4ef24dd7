import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { csv } from "./csv.js";

const flowers = "petal,species,sepal\n1.4,setosa,5.1\n4.5,versicolor,6.4\n1.3,setosa,4.7\n";

test("a file and its text are the same: numbers in the order of the columns, classes by name", () => {
  const folder = mkdtempSync(join(tmpdir(), "momenta-csv-"));
  try {
    const file = join(folder, "iris.csv");
    writeFileSync(file, flowers);
    const made = csv(file, { label: "species" });
    assert.deepEqual([made.name, made.classes, made.classNames], ["iris", 2, ["setosa", "versicolor"]]);
    assert.deepEqual(made.train.inputs, Float32Array.of(1.4, 5.1, 4.5, 6.4, 1.3, 4.7));
    assert.deepEqual(made.train.labels, Uint8Array.of(0, 1, 0));
    assert.deepEqual(csv(flowers, { label: "species", name: "iris" }), made);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("semicolons, quotes, a byte order mark, Windows' line ends and empty lines", () => {
  const made = csv('\uFEFF"a";"b, or c";y\r\n1;"2";3\r\n\r\n4;5;6e-1\r\n', { target: "y" });
  assert.deepEqual([made.train.inputs, made.train.targets], [Float32Array.of(1, 2, 4, 5), Float32Array.of(3, 0.6)]);
});

test("chosen columns, several targets, a test part; labels that are numbers are names of classes", () => {
  const text = "id,x,y,z\nA1,1,2,3\nA2,4,5,6\n";
  const { train, test: tested } = csv(text, { inputs: ["z"], target: ["y", "x"], test: "z,y,x\n9,8,7\n" });
  assert.deepEqual([train.inputs, train.targets], [Float32Array.of(3, 6), Float32Array.of(2, 1, 5, 4)]);
  assert.deepEqual([tested.inputs, tested.targets], [Float32Array.of(9), Float32Array.of(8, 7)]);
  const wine = csv("x,quality\n1,10\n2,7\n3,10\n", { label: "quality" });
  assert.deepEqual([wine.classNames, wine.train.labels], [["7", "10"], Uint8Array.of(1, 0, 1)]);
  const held = csv("x,k\n1,a\n2,a\n3,b\n4,b\n", { label: "k", heldOut: 0.5, seed: 2, classes: ["b", "a"] });
  assert.deepEqual([held.train.count, [...held.test.labels].sort()], [2, [0, 1]]);
});

test("a label that is no column is what is wrong, whatever the other columns hold", () => {
  assert.throws(
    () => csv("x,colour\n1,red\n2,blue\n", { label: "color" }),
    /^RangeError: csv CSV: there is no column "color"; there are x, colour\.$/,
  );
});
