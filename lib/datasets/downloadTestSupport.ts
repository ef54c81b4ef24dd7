import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Header } from "tar";
import { cifar10From } from "./cifar10.js";
import { cifar100From } from "./cifar100.js";
import type { Dataset } from "./dataset.js";
import { fashionMnistFrom } from "./fashionMnist.js";
import type { PublishedFile } from "./publishedFile.js";
import { warAndPeaceFrom } from "./warAndPeace.js";

/** A data set of the format of a published one, small enough to serve from memory. */
export interface TinyDataset {
  readonly name: string;
  /** The contents of its files; the first is the one that the cases damage. */
  readonly files: Readonly<Record<string, Buffer>>;
  readonly load: (files: Readonly<Record<string, PublishedFile>>) => Promise<unknown>;
  readonly check: (loaded: unknown) => void;
}

const idx = (shape: number[], data: number[]) =>
  Buffer.from([0, 0, 8, shape.length, ...shape.flatMap((size) => [0, 0, 0, size]), ...data]);

/** Incompressible bytes, the same each time. */
function noise(length: number, seed: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, index) =>
    createHash("sha256").update(`${seed} ${index}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, length);
}

/** A .tar.gz of files in a folder, as tar makes them. */
export function archive(folder: string, files: Readonly<Record<string, Buffer>>): Buffer {
  const entries = Object.entries(files).flatMap(([name, contents]) => {
    const header = new Header({ path: `${folder}/${name}`, mode: 0o644, size: contents.length, type: "File" });
    header.encode();
    return [header.block as Buffer, contents, Buffer.alloc((512 - (contents.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...entries, Buffer.alloc(1024)]));
}

/** A record of CIFAR whose pixel p has red p mod 251, green and blue one and two more. */
function cifarRecord(...labels: number[]): Buffer {
  const planes = [0, 1, 2].flatMap((channel) => Array.from({ length: 1024 }, (_, pixel) => (pixel % 251) + channel));
  return Buffer.from([...labels, ...planes]);
}

function checkCifar(loaded: unknown, classes: number, train: number[], test: number[]): void {
  const dataset = loaded as Dataset;
  assert.equal(dataset.classes, classes);
  assert.deepEqual([...dataset.train.labels], train);
  assert.deepEqual([...dataset.test.labels], test);
  for (const { count, shape, features, inputs } of [dataset.train, dataset.test]) {
    assert.deepEqual([shape, features, inputs.length], [[32, 32, 3], 3072, count * 3072]);
    for (let at = 0; at < inputs.length; at++) {
      const pixel = Math.floor(at / 3) % 1024;
      assert.equal(inputs[at], (pixel % 251) + (at % 3));
    }
  }
}

const cifar100Archive = archive("cifar-100-binary", {
  "fine_label_names.txt": Buffer.from("apple\n"),
  "train.bin": Buffer.concat([cifarRecord(4, 0), cifarRecord(19, 99)]),
  "test.bin": cifarRecord(1, 55),
});

const tale = Buffer.from("\ufeffEh bien, mon prince. G\u00eanes et Lucques\r\n".repeat(100));

/** One for each loader that downloads. */
export const tinyDatasets: readonly TinyDataset[] = [
  {
    name: "fashionMnist",
    files: {
      "train-images-idx3-ubyte.gz": gzipSync(idx([3, 28, 28], [...noise(3 * 784, 1)])),
      "train-labels-idx1-ubyte.gz": gzipSync(idx([3], [9, 0, 4])),
      "t10k-images-idx3-ubyte.gz": gzipSync(idx([1, 28, 28], [...noise(784, 2)])),
      "t10k-labels-idx1-ubyte.gz": gzipSync(idx([1], [7])),
    },
    load: (files) => {
      const [trainImages, trainLabels, testImages, testLabels] = Object.values(files) as PublishedFile[];
      return fashionMnistFrom({
        train: { images: trainImages as PublishedFile, labels: trainLabels as PublishedFile },
        test: { images: testImages as PublishedFile, labels: testLabels as PublishedFile },
      });
    },
    check: (loaded) => {
      const { train, test, classes } = loaded as Dataset;
      assert.deepEqual([classes, train.count, train.shape, test.count], [10, 3, [28, 28, 1], 1]);
      assert.deepEqual([...train.labels, ...test.labels], [9, 0, 4, 7]);
      assert.deepEqual([...train.inputs], [...noise(3 * 784, 1)]);
      assert.deepEqual([...test.inputs], [...noise(784, 2)]);
    },
  },
  {
    name: "cifar10",
    files: {
      "cifar-10-binary.tar.gz": archive("cifar-10-batches-bin", {
        "readme.html": Buffer.from("<html></html>"),
        // Not in order, as in the published archive.
        "data_batch_2.bin": cifarRecord(2),
        "data_batch_1.bin": Buffer.concat([cifarRecord(6), cifarRecord(9)]),
        "data_batch_3.bin": cifarRecord(3),
        "data_batch_4.bin": cifarRecord(4),
        "data_batch_5.bin": cifarRecord(5),
        "test_batch.bin": Buffer.concat([cifarRecord(0), cifarRecord(8)]),
      }),
    },
    load: ({ "cifar-10-binary.tar.gz": file }) => cifar10From(file as PublishedFile),
    check: (loaded) => checkCifar(loaded, 10, [6, 9, 2, 3, 4, 5], [0, 8]),
  },
  {
    name: "cifar100, fine",
    files: { "cifar-100-binary.tar.gz": cifar100Archive },
    load: ({ "cifar-100-binary.tar.gz": file }) => cifar100From(file as PublishedFile, "fine"),
    check: (loaded) => checkCifar(loaded, 100, [0, 99], [55]),
  },
  {
    name: "cifar100, coarse",
    files: { "cifar-100-binary.tar.gz": cifar100Archive },
    load: ({ "cifar-100-binary.tar.gz": file }) => cifar100From(file as PublishedFile, "coarse"),
    check: (loaded) => checkCifar(loaded, 20, [4, 19], [1]),
  },
  {
    name: "warAndPeace",
    files: { "warpeace_input.txt": tale },
    load: ({ "warpeace_input.txt": file }) => warAndPeaceFrom(file as PublishedFile),
    check: (loaded) => {
      const { text, vocabulary, codes, train, validation, test } = loaded as Awaited<
        ReturnType<typeof warAndPeaceFrom>
      >;
      assert.deepEqual(Buffer.from(text, "latin1"), tale);
      assert.equal([...codes].map((code) => vocabulary[code]).join(""), text);
      assert.deepEqual([...vocabulary], [...new Set(text)].sort());
      assert.deepEqual([...train, ...validation, ...test], [...codes]);
      assert.deepEqual([train.length, validation.length], [tale.length * 0.8, tale.length * 0.1]);
    },
  },
];

type Handler = (request: IncomingMessage, response: ServerResponse, contents: Buffer) => void;

/** A server of some files, on this machine; `handle` answers, `requests` lists path and range of each request. */
export interface FileServer {
  readonly address: string;
  readonly requests: string[];
  handle: Handler;
}

/** Answers with the file, or with the part asked for, as a web server does. */
export const serve: Handler = (request, response, contents) => {
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
  if (start > 0 && start >= contents.length) {
    response.writeHead(416).end();
    return;
  }
  if (start > 0) response.setHeader("content-range", `bytes ${start}-${contents.length - 1}/${contents.length}`);
  response.setHeader("content-length", contents.length - start);
  response.writeHead(start > 0 ? 206 : 200).end(contents.subarray(start));
};

/** Answers with the whole file, whatever part is asked for. */
export const serveWhole: Handler = (_request, response, contents) => {
  response.writeHead(200, { "content-length": contents.length }).end(contents);
};

/** Sends half of what is asked for, and drops the connection when that has arrived in the file `part`. */
export function dropHalfWay(part: string): Handler {
  return (request, response, contents) => {
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
    const half = start + Math.ceil((contents.length - start) / 2);
    response.writeHead(start > 0 ? 206 : 200, {
      "content-length": contents.length - start,
      ...(start > 0 && { "content-range": `bytes ${start}-${contents.length - 1}/${contents.length}` }),
    });
    response.write(contents.subarray(start, half));
    whenLong(part, half, () => response.destroy());
  };
}

/** Calls `then` as soon as the file has so many bytes. */
export function whenLong(path: string, bytes: number, then: () => void): void {
  const look = setInterval(() => {
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) < bytes) return;
    clearInterval(look);
    then();
  }, 2);
  look.unref();
}

/** What a case works with: an empty cache, a server of the data set's files, and the files as published there. */
export interface Scene {
  readonly cache: string;
  readonly server: FileServer;
  readonly files: Readonly<Record<string, PublishedFile>>;
  /** The first of them, its contents, and where it is kept. */
  readonly first: PublishedFile;
  readonly contents: Buffer;
  readonly path: string;
}

/** Sets the scene for `use`, and clears it away. */
export async function withScene(contents: TinyDataset["files"], use: (scene: Scene) => Promise<void>): Promise<void> {
  const cache = mkdtempSync(join(tmpdir(), "momenta-data-"));
  const requests: string[] = [];
  const server = { address: "", requests, handle: serve };
  const http = createServer((request, response) => {
    requests.push([request.url, request.headers.range].filter(Boolean).join(" "));
    const found = contents[(request.url ?? "").split("/").at(-1) ?? ""];
    if (found === undefined) response.writeHead(404).end();
    else server.handle(request, response, found);
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  server.address = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const files = Object.fromEntries(
    Object.entries(contents).map(([name, bytes]): [string, PublishedFile] => [
      name,
      {
        dataset: "Tiny",
        folder: "tiny",
        name,
        address: `${server.address}/${name}`,
        checksums: [`md5:${createHash("md5").update(bytes).digest("hex")}`],
      },
    ]),
  );
  const first = Object.values(files)[0] as PublishedFile;
  process.env.MOMENTA_DATA = cache;
  try {
    const path = join(cache, first.folder, first.name);
    await use({ cache, server, files, first, contents: contents[first.name] as Buffer, path });
  } finally {
    delete process.env.MOMENTA_DATA;
    delete process.env.MOMENTA_MIRROR;
    http.closeAllConnections();
    http.close();
    rmSync(cache, { recursive: true });
  }
}
