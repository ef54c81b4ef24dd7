import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { node } from "@tensorflow/tfjs-node-gpu";
import { tf } from "../engine/index.js";
import { imageFolder } from "./imageFolder.js";
import { split } from "./split.js";

const root = mkdtempSync(join(tmpdir(), "momenta-images-"));
const images = join(root, "animals");
const cache = join(root, "data", ".cache");
before(() => {
  process.env.MOMENTA_DATA = join(root, "data");
});
after(() => {
  delete process.env.MOMENTA_DATA;
  rmSync(root, { recursive: true });
});

function write(name: string, contents: Uint8Array | string): void {
  const path = join(images, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
}

/** An image of one colour, its first pixel another one. */
const pixels = (height: number, width: number, first: number, rest: number) =>
  tf.tensor3d(
    Array.from({ length: height * width * 3 }, (_, at) => (at < 3 ? first + at : rest)),
    [height, width, 3],
    "int32",
  );
const png = (height: number, width: number, first: number, rest = 9) =>
  node.encodePng(pixels(height, width, first, rest));

beforeEach(async () => {
  rmSync(images, { recursive: true, force: true });
  write("dog/b.png", await png(2, 2, 20));
  write("dog/a.png", await png(2, 2, 30));
  write("cat/z.png", await png(2, 2, 10));
  write("cat/.hidden", "left out");
});

test("classes are the sorted folders, files sorted within them, the classes in turns; bytes, channel by channel", async () => {
  const { name, classes, classNames, train, test: none } = await imageFolder(images);
  assert.deepEqual([name, classes, classNames, none.count], ["animals", 2, ["cat", "dog"], 0]);
  assert.deepEqual(
    [train.shape, [...train.labels]],
    [
      [2, 2, 3],
      [0, 1, 1],
    ],
  );
  const image = (first: number) => [first, first + 1, first + 2, ...Array(9).fill(9)];
  assert.deepEqual([...train.inputs], [...image(10), ...image(30), ...image(20)]);
});

test("a JPEG, a folder in a class folder, one channel, another size", async () => {
  write("cat/older/photo.JPG", await node.encodeJpeg(pixels(6, 4, 100, 100), "rgb", 100));
  const { train } = await imageFolder(images, { channels: 1, size: [3, 2] });
  assert.deepEqual([train.count, train.shape], [4, [3, 2, 1]]);
  const photo = [...train.inputs.subarray(0, 6)];
  assert.ok(
    photo.every((value) => Math.abs(value - 100) <= 2),
    `${photo}`,
  );
  assert.deepEqual((await imageFolder(images, { size: 5 })).train.shape, [5, 5, 3]);
});

test("decoded once: again from what is kept, until a file changes; a damaged cache is made anew", async () => {
  rmSync(cache, { recursive: true, force: true });
  const first = await imageFolder(images);
  const [kept] = readdirSync(cache) as [string];
  // Of the same length and time, so that nobody can see it.
  const path = join(images, "dog/a.png");
  const bytes = readFileSync(path);
  const time = new Date(1_700_000_000_000);
  utimesSync(path, time, time);
  assert.deepEqual(await imageFolder(images), first);
  writeFileSync(path, Buffer.alloc(bytes.length));
  utimesSync(path, time, time);
  assert.deepEqual(await imageFolder(images), first);
  utimesSync(path, new Date(), new Date());
  await assert.rejects(imageFolder(images), /a\.png cannot be read: it is no PNG or JPEG/);
  writeFileSync(path, bytes);
  utimesSync(path, time, time);
  const file = join(cache, kept);
  const contents = readFileSync(file);
  contents[contents.length - 1] = 200;
  writeFileSync(file, contents);
  assert.deepEqual(await imageFolder(images), first);
  assert.deepEqual(readdirSync(cache), [kept]);
});

test("a test folder, or a held-out part, and streams of them", async () => {
  const { train, test: tested } = await imageFolder(images, { test: images, name: "twice" });
  assert.deepEqual(tested, train);
  const held = await imageFolder(images, { heldOut: 1, seed: 2 });
  assert.deepEqual([[...held.train.labels].sort(), [...held.test.labels]], [[0, 1], [1]]);
  assert.equal(split(held, [[0, 1], [1]]).tasks[1]?.test.length, 1);
});

test("what cannot be read is named", async () => {
  const refused = async (message: RegExp, options = {}) =>
    assert.rejects(imageFolder(images, options), (error: Error) => message.test(error.message));
  await assert.rejects(
    imageFolder(join(root, "none")),
    /imageFolder .*none: there is no such folder; give one that has/,
  );
  await assert.rejects(imageFolder(join(images, "cat")), /cat: there are no folders in it/);
  await assert.rejects(imageFolder(7 as never), /^RangeError: imageFolder: path is 7; give a string\.$/);
  await refused(/^imageFolder: size is 0; give \[height, width\], or a whole number for both, at least 1\.$/, {
    size: 0,
  });
  await refused(/^imageFolder: channels is 4; give 1 or 3\.$/, { channels: 4 });
  await refused(/^imageFolder: there is no option heldout; did you mean heldOut\?$/, { heldout: 0.1 });

  write("dog/wide.png", await png(2, 3, 1));
  await refused(/dog\/wide\.png is 2 × 3, .*cat\/z\.png 2 × 2; give images of one size, or the size/);
  write("dog/wide.png", "a text");
  await refused(/^imageFolder .*dog\/wide\.png cannot be read: it is no PNG or JPEG\.$/);
  const whole = await png(2, 2, 1);
  write("dog/wide.png", whole.subarray(0, whole.length - 20));
  await refused(/dog\/wide\.png cannot be read: .*PNG/);
  write("dog/wide.png", "");
  await refused(/dog\/wide\.png cannot be read/);
  mkdirSync(join(images, "emu"));
  await refused(/^imageFolder .*: class emu has no image; give it some, or remove its folder\.$/);
});
