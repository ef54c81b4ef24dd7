import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once as event } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import {
  dropHalfWay,
  type Scene,
  serve,
  serveWhole,
  type TinyDataset,
  tinyDatasets,
  withScene,
} from "./downloadTestSupport.js";

/** The cases in which a data set arrives, and those in which an error says why not. */
const cases: Readonly<Record<string, (dataset: TinyDataset, scene: Scene) => Promise<void>>> = {
  "arrives whole, once": async ({ load, check, files: contents }, { server, files, cache }) => {
    check(await load(files));
    check(await load(files));
    assert.deepEqual(
      server.requests,
      Object.keys(contents).map((name) => `/${name}`),
    );
    assert.deepEqual(readdirSync(join(cache, "tiny")).sort(), Object.keys(contents).sort());
  },

  "a connection dropped half-way is resumed": async ({ load, check }, { server, files, first, contents, path }) => {
    server.handle = (request, response, bytes) => {
      (server.requests.length === 1 ? dropHalfWay(`${path}.part`) : serve)(request, response, bytes);
    };
    check(await load(files));
    assert.equal(server.requests[1], `/${first.name} bytes=${Math.ceil(contents.length / 2)}-`);
  },

  "what an earlier download left is gone on from": async (
    { load, check },
    { server, files, first, contents, path },
  ) => {
    mkdirSync(dirname(path));
    writeFileSync(`${path}.part`, contents.subarray(0, 40));
    check(await load(files));
    assert.equal(server.requests[0], `/${first.name} bytes=40-`);
    assert.ok(!existsSync(`${path}.part`));
  },

  "a server that ignores what is asked for starts again": async (
    { load, check },
    { server, files, contents, path },
  ) => {
    mkdirSync(dirname(path));
    writeFileSync(`${path}.part`, contents.subarray(0, 40));
    server.handle = serveWhole;
    check(await load(files));
    assert.deepEqual(readFileSync(path), contents);
  },

  "what is left of another file, or of more than the file, starts again": async (
    { load, check },
    { server, files, contents, path },
  ) => {
    mkdirSync(dirname(path));
    for (const left of [Buffer.from("another"), Buffer.concat([contents, contents])]) {
      writeFileSync(`${path}.part`, left);
      check(await load(files));
      assert.deepEqual(readFileSync(path), contents);
      rmSync(path);
    }
    assert.ok(server.requests.length >= 4);
  },

  "a download that was whole before it got its name is used": async (
    { load, check },
    { server, files, first, contents, path },
  ) => {
    mkdirSync(dirname(path));
    writeFileSync(`${path}.part`, contents);
    check(await load(files));
    assert.equal(server.requests[0], `/${first.name} bytes=${contents.length}-`);
    assert.notEqual(server.requests[1], `/${first.name}`);
  },

  "truncated at the server": async ({ load }, { server, files, contents, path }) => {
    server.handle = (request, response, bytes) => serve(request, response, bytes.subarray(0, -7));
    await assert.rejects(load(files), (error: Error) => {
      assert.match(error.message, /^Tiny: .* could not be downloaded: .* brought another file: it has (\d+) bytes and/);
      assert.ok(error.message.includes(`it has ${contents.length - 7} bytes`), error.message);
      return true;
    });
    assert.ok(!existsSync(path) && !existsSync(`${path}.part`));
  },

  "altered at the server": async ({ load }, { server, files, first, path }) => {
    server.handle = (request, response, bytes) => {
      const altered = Buffer.from(bytes);
      altered[30] = (altered[30] as number) ^ 1;
      serve(request, response, altered);
    };
    await assert.rejects(load(files), (error: Error) => {
      assert.match(error.message, /brought another file: it has \d+ bytes and the checksum md5:[0-9a-f]{32}, expected/);
      assert.ok(
        error.message.endsWith(`Get ${first.address} (${first.checksums[0]}) in another way and put it to ${path}.`),
      );
      return true;
    });
    assert.ok(!existsSync(path) && !existsSync(`${path}.part`));
  },

  "404 and 503": async ({ load }, { server, files, first, path }) => {
    for (const [status, text] of [
      [404, "Not Found"],
      [503, "Service Unavailable"],
    ] as const) {
      server.handle = (_request, response) => response.writeHead(status).end();
      await assert.rejects(load(files), {
        message:
          `Tiny: ${first.name} could not be downloaded: ${first.address} answered ${status} ${text}. ` +
          `Get ${first.address} (${first.checksums[0]}) in another way and put it to ${path}.`,
      });
    }
    assert.ok(!existsSync(path) && !existsSync(`${path}.part`) && !existsSync(`${path}.lock`));
  },

  offline: async ({ load }, { files, path }) => {
    const taken = createServer();
    taken.listen(0, "127.0.0.1");
    await event(taken, "listening");
    const address = `http://127.0.0.1:${(taken.address() as AddressInfo).port}`;
    taken.close();
    await event(taken, "close");
    const refused = Object.fromEntries(Object.entries(files).map(([name, file]) => [name, { ...file, address }]));
    await assert.rejects(load(refused), (error: Error) => {
      assert.match(error.message, /could not be downloaded: http:\/\/127\.0\.0\.1:\d+ refused the connection\. Get /);
      assert.ok(error.message.endsWith(`put it to ${path}.`));
      return true;
    });
  },

  "the disk is full": async ({ load, check }, { files, path }) => {
    mkdirSync(dirname(path));
    symlinkSync("/dev/full", `${path}.part`);
    await assert.rejects(load(files), (error: Error) => {
      assert.match(
        error.message,
        /^The disk is full: .*\.part needs [\d.]+ (bytes|kB), [\d.]+ .?B are free\. .*MOMENTA_DATA/,
      );
      return true;
    });
    assert.deepEqual(readdirSync(dirname(path)), []);
    check(await load(files));
  },

  "a file put there by hand is used": async ({ load, check, files: contents }, { server, files, cache }) => {
    mkdirSync(join(cache, "tiny"));
    for (const [name, bytes] of Object.entries(contents)) writeFileSync(join(cache, "tiny", name), bytes);
    check(await load(files));
    assert.deepEqual(server.requests, []);
  },

  "a wrong file put there by hand": async ({ load }, { server, files, first, path }) => {
    mkdirSync(dirname(path));
    writeFileSync(path, "<html>not found</html>");
    await assert.rejects(load(files), {
      message:
        `Tiny: ${path} is not the published file: it has 22 bytes and the checksum ` +
        `md5:e78afb5e8a19fdc48e043477a3585d58, expected ${first.checksums[0]}. ` +
        `Delete it to download it anew, or put the file from ${first.address} in its place.`,
    });
    assert.deepEqual(server.requests, []);
  },

  "two processes at once: one downloads, the other waits": async (dataset, { server, files, path }) => {
    let release = () => {};
    const waiting = new Promise<void>((resolve) => {
      release = resolve;
    });
    server.handle = (request, response, bytes) => void waiting.then(() => serve(request, response, bytes));
    const support = join(__dirname, "downloadTestSupport.js");
    const program = `
      const { load, check } = require(${JSON.stringify(support)}).tinyDatasets[${tinyDatasets.indexOf(dataset)}];
      load(${JSON.stringify(files)}).then(check);
    `;
    const processes = [1, 2].map(() => spawn(process.execPath, ["-e", program]));
    const said = processes.map(() => "");
    processes.forEach(({ stderr }, index) => {
      stderr.on("data", (text) => {
        said[index] += text;
        if (said.join("").includes("waits for process")) release();
      });
    });
    const statuses = await Promise.all(processes.map(async (child) => (await event(child, "close"))[0]));
    assert.deepEqual(statuses, [0, 0], said.join("\n"));
    assert.deepEqual(
      server.requests,
      Object.keys(files).map((name) => `/${name}`),
    );
    assert.deepEqual(readdirSync(dirname(path)).sort(), Object.keys(files).sort());
  },

  "a folder as mirror": async ({ load, check, files: contents }, { server, files, cache }) => {
    const mirror = mkdtempSync(join(tmpdir(), "momenta-mirror-"));
    try {
      mkdirSync(join(mirror, "tiny"));
      for (const [name, bytes] of Object.entries(contents)) writeFileSync(join(mirror, "tiny", name), bytes);
      process.env.MOMENTA_MIRROR = mirror;
      check(await load(files));
      assert.deepEqual(server.requests, []);
      assert.deepEqual(readdirSync(cache), []);
    } finally {
      rmSync(mirror, { recursive: true });
    }
  },

  "an address as mirror, and the canonical one where it lacks the file": async (
    { load, check, files: contents },
    { server, files },
  ) => {
    const last = Object.keys(contents).at(-1) as string;
    server.handle = (request, response, bytes) => {
      if (request.url === `/mirror/tiny/${last}`) response.writeHead(404).end();
      else serve(request, response, bytes);
    };
    process.env.MOMENTA_MIRROR = `${server.address}/mirror/`;
    check(await load(files));
    assert.deepEqual(server.requests, [...Object.keys(contents).map((name) => `/mirror/tiny/${name}`), `/${last}`]);
  },
};

for (const dataset of tinyDatasets) {
  for (const [name, run] of Object.entries(cases)) {
    test(`${dataset.name}: ${name}`, () => withScene(dataset.files, (scene) => run(dataset, scene)));
  }
}
