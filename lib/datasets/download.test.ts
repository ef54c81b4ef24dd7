import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { test } from "node:test";
import { download } from "./download.js";
import { downloadProgress } from "./downloadProgress.js";
import { dropHalfWay, type Scene, whenLong, withScene } from "./downloadTestSupport.js";
import { TransferError, transfer } from "./transfer.js";

const contents = Buffer.alloc(100_000, "0123456789");
const scene = (use: (scene: Scene) => Promise<void>) => withScene({ "digits.bin": contents }, use);

/** What `run` writes to standard error. */
async function errorOutput(run: () => unknown): Promise<string> {
  const { write } = process.stderr;
  let written = "";
  process.stderr.write = (text: string | Uint8Array) => {
    written += text;
    return true;
  };
  try {
    await run();
  } finally {
    process.stderr.write = write;
  }
  return written;
}

test("SHA-256 serves as well as MD5, and any of several sums", () =>
  scene(async ({ first, path }) => {
    const sum = createHash("sha256").update(contents).digest("hex");
    const { checksums } = first;
    assert.equal(await download({ ...first, checksums: [`sha256:${sum}`] }), path);
    assert.equal(await download({ ...first, checksums: ["md5:0", checksums[0]] }), path);
    await assert.rejects(download({ ...first, checksums: ["sha256:0", "md5:1"] }), (error: Error) => {
      assert.ok(
        error.message.includes(`100000 bytes and the checksum sha256:${sum}, expected sha256:0.`),
        error.message,
      );
      return true;
    });
  }));

test("a server that drops every connection is given up, and what came stays", () =>
  scene(async ({ server, first, path }) => {
    server.handle = dropHalfWay(`${path}.part`);
    await assert.rejects(download(first), /digits\.bin could not be downloaded: http.* dropped the connection\. Get/);
    assert.equal(server.requests.length, 5);
    const part = readFileSync(`${path}.part`);
    assert.ok(part.length > 90_000 && part.equals(contents.subarray(0, part.length)));
    assert.ok(!existsSync(path));
  }));

test("a server that falls silent is given up", () =>
  scene(async ({ server, first, path, cache }) => {
    const part = `${cache}/digits.bin.part`;
    server.handle = (_request, response) => {
      response.writeHead(200, { "content-length": contents.length });
      response.write(contents.subarray(0, 10));
    };
    const silent = transfer(first.address, part, { title: "digits", signal: undefined, timeout: 100 });
    await assert.rejects(silent, (error: Error) => {
      assert.ok(error instanceof TransferError);
      assert.equal(error.message, `${first.address} was silent for 0.1 s`);
      return true;
    });
    assert.ok(!existsSync(path));
  }));

test("a cell that is interrupted ends the download, what came stays, and the next call goes on", () =>
  scene(async ({ server, first, path }) => {
    const symbol = Symbol.for("Jupyter.signal");
    const kernel = globalThis as { [key: symbol]: unknown };
    const interrupt = new AbortController();
    kernel[symbol] = interrupt.signal;
    try {
      const { handle } = server;
      server.handle = (_request, response) => {
        response.writeHead(200, { "content-length": contents.length });
        response.write(contents.subarray(0, 30_000));
        whenLong(`${path}.part`, 30_000, () => interrupt.abort(new Error("interrupted")));
      };
      await assert.rejects(download(first), { message: "interrupted" });
      assert.equal(statSync(`${path}.part`).size, 30_000);
      assert.ok(!existsSync(`${path}.lock`));
      kernel[symbol] = undefined;
      server.handle = handle;
      assert.equal(await download(first), path);
      assert.equal(server.requests[1], "/digits.bin bytes=30000-");
    } finally {
      delete kernel[symbol];
    }
  }));

test("the folder of the data cannot be written", () =>
  scene(async ({ first, path }) => {
    writeFileSync(dirname(path), "");
    await assert.rejects(download(first), {
      message: `Tiny: nothing can be put to ${dirname(path)} (EEXIST). Make it writable, or set MOMENTA_DATA to another folder.`,
    });
  }));

test("an interrupted cell waits no longer for another process' download", () =>
  scene(async ({ first, path }) => {
    mkdirSync(dirname(path));
    writeFileSync(`${path}.lock`, `${process.ppid} ${hostname()} token`);
    const symbol = Symbol.for("Jupyter.signal");
    const kernel = globalThis as { [key: symbol]: unknown };
    kernel[symbol] = AbortSignal.abort(new Error("interrupted"));
    try {
      const written = await errorOutput(() => assert.rejects(download(first), { message: "interrupted" }));
      assert.equal(written, `waits for process ${process.ppid}, which holds ${path}.lock\n`);
    } finally {
      delete kernel[symbol];
    }
    assert.ok(existsSync(`${path}.lock`));
  }));

test("many calls in one process download once", () =>
  scene(async ({ server, first, path }) => {
    assert.deepEqual(await Promise.all([1, 2, 3].map(() => download(first))), [path, path, path]);
    assert.equal(server.requests.length, 1);
  }));

test("a mirror that is no folder", () =>
  scene(async ({ first }) => {
    process.env.MOMENTA_MIRROR = "/nowhere/at/all";
    await assert.rejects(download(first), {
      message: "MOMENTA_MIRROR is /nowhere/at/all, no such folder; give a folder, or an address that starts with http.",
    });
  }));

test("progress: bytes, per cent, time and time left, in one line", async () => {
  const written = await errorOutput(() => {
    const line = downloadProgress("CIFAR-10: archive", 50e6, 170e6);
    line.update(110e6);
    line.update(120e6);
    line.end();
  });
  const [first, last] = written.split("\r").slice(1) as [string, string];
  assert.match(first, /^CIFAR-10: archive: 110\.0 MB of 170\.0 MB, 64 %, 0\.0 s, about \d\.\d s left *$/);
  assert.match(last, /^CIFAR-10: archive: 120\.0 MB in 0\.0 s *\n$/);
  const unknown = await errorOutput(() => downloadProgress("file", 0, Number.NaN).update(999));
  assert.match(unknown, /^\rfile: 999 bytes, 0\.0 s *$/);
});

test("a download shows its progress", () =>
  scene(async ({ first }) => {
    const written = await errorOutput(() => download(first));
    assert.match(written, /\rTiny: digits\.bin: [\d.]+ kB of 100\.0 kB, \d+ %, /);
    assert.match(written, /\rTiny: digits\.bin: 100\.0 kB in [\d.]+ s *\n$/);
  }));
