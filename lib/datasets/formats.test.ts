import assert from "node:assert/strict";
import { test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { archive, tinyDatasets, withScene } from "./downloadTestSupport.js";

/** What the loader says of files that have the right sums, but `change` made of them something else. */
async function refusal(name: string, change: (files: Record<string, Buffer>) => void): Promise<string> {
  const dataset = tinyDatasets.find((candidate) => candidate.name === name);
  assert.ok(dataset !== undefined);
  const changed = { ...dataset.files };
  change(changed);
  let message = "";
  await withScene(changed, async ({ files }) => {
    await assert.rejects(dataset.load(files), (error: Error) => {
      message = error.message;
      return true;
    });
  });
  return message;
}

test("an archive without one of its files", async () => {
  const message = await refusal("cifar10", (files) => {
    files["cifar-10-binary.tar.gz"] = archive("other", { "data_batch_1.bin": Buffer.alloc(3073) });
  });
  assert.match(message, /cifar-10-binary\.tar\.gz: data_batch_2\.bin has 0 bytes; expected records of 3073\.$/);
});

test("an archive whose records are not whole", async () => {
  const message = await refusal("cifar100, fine", (files) => {
    files["cifar-100-binary.tar.gz"] = archive("cifar-100-binary", { "train.bin": Buffer.alloc(3073) });
  });
  assert.match(message, /train\.bin has 3073 bytes; expected records of 3074\.$/);
});

test("an archive that is none, or ends early", async () => {
  for (const change of [
    () => Buffer.alloc(2000, "no archive"),
    (whole: Buffer) => gzipSync(gunzipSync(whole).subarray(0, 5000)),
  ]) {
    const message = await refusal("cifar10", (files) => {
      files["cifar-10-binary.tar.gz"] = change(files["cifar-10-binary.tar.gz"] as Buffer);
    });
    assert.match(message, /cifar-10-binary\.tar\.gz/);
  }
});

test("not as many labels as images", async () => {
  const message = await refusal("fashionMnist", (files) => {
    files["train-labels-idx1-ubyte.gz"] = gzipSync(Buffer.from([0, 0, 8, 1, 0, 0, 0, 2, 9, 0]));
  });
  assert.equal(message, "Tiny: 3 images, but 2 labels.");
});
