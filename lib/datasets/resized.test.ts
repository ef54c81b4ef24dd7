import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { resized } from "./resized.js";

test("images grow and shrink as Pillow's do, which rounds between rows and columns", () => {
  const file = __filename.replace("/dist/", "/").replace("resized.test.js", "golden/resized.json");
  const golden = JSON.parse(readFileSync(file, "utf8")) as { from: number[]; to: number[]; pixels: number[] }[];
  for (const { from, to, pixels } of golden) {
    const [height, width] = from as [number, number];
    const image = Array.from({ length: height * width * 3 }, (_, at) => {
      const [x, y, c] = [Math.floor(at / 3) % width, Math.floor(at / 3 / width), at % 3];
      return (37 * x + 91 * y + 53 * c + x * y) % 256;
    });
    const found = resized(image, [height, width, 3], to as [number, number]);
    assert.equal(found.length, pixels.length);
    found.forEach((value, at) => {
      assert.ok(
        Math.abs(value - (pixels[at] as number)) <= 1,
        `${from} to ${to}, ${at}: ${value} is not ${pixels[at]}`,
      );
    });
  }
});

test("to its own size an image is itself", () => {
  const image = Uint8Array.from({ length: 2 * 3 * 1 }, (_, at) => 40 * at);
  assert.deepEqual(resized(image, [2, 3, 1], [2, 3]), image);
});
