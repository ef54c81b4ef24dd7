import assert from "node:assert/strict";
import { test } from "node:test";
import { tf } from "./tensorflow.js";
import { values } from "./testSupport.js";
import { flatten, leaves, mapTree, type TensorTree, unflatten } from "./tree.js";

class Leaf {}

test("flatten names every leaf in order, and unflatten puts others in their place", () => {
  const [date, leaf, map] = [new Date(0), new Leaf(), new Map()];
  const tree = { a: [1, { b: "two" }, []], c: null, d: { e: date, f: leaf, g: map }, empty: {} } as never;
  const { leaves, paths } = flatten<unknown>(tree);
  assert.deepEqual(leaves, [1, "two", null, date, leaf, map]);
  assert.deepEqual(paths, ["a[0]", "a[1].b", "c", "d.e", "d.f", "d.g"]);
  assert.deepEqual(unflatten(tree, [0, 1, 2, 3, 4, 5]), {
    a: [0, { b: 1 }, []],
    c: 2,
    d: { e: 3, f: 4, g: 5 },
    empty: {},
  });
});

test("a leaf alone is a tree, a record of another realm or without prototype a branch", () => {
  assert.deepEqual(flatten(7), { leaves: [7], paths: [""] });
  assert.equal(unflatten(7, [8]), 8);
  assert.deepEqual(leaves(Object.assign(Object.create(null), { a: 1 })), [1]);
});

test("mapTree combines corresponding leaves and keeps the structure", () => {
  const tree = (a: number, b: number) => ({ a: tf.scalar(a), list: [tf.scalar(b)], none: {} });
  const sum = mapTree((...column) => tf.addN(column), tree(1, 2), tree(10, 20), tree(100, 200));
  assert.deepEqual(Object.keys(sum), ["a", "list", "none"]);
  assert.deepEqual(values(sum), [111, 222]);
});

test("mapTree refuses trees that differ, also in the order of their keys", () => {
  const [x, y] = [tf.scalar(1), tf.scalar(2)];
  const add = (other: TensorTree) => () => mapTree((a, b) => tf.add(a, b), { a: x, b: y }, other);
  assert.throws(add({ a: x }), /one has 2 leaves \(a, b\), another 1 \(a\)/);
  assert.throws(add({ a: x, c: y }), /2 leaves \(a, b\), another 2 \(a, c\)/);
  assert.throws(add({ b: y, a: x }), /another 2 \(b, a\). Give trees of one structure, their keys in the same order/);
});

test("unflatten refuses too many leaves and too few", () => {
  assert.throws(() => unflatten([0, 0, 0], [1]), /the structure has 3 leaves, and 1 are given/);
  assert.throws(() => unflatten({ a: 0 }, [1, 2]), /the structure has 1 leaves, and 2 are given/);
});
