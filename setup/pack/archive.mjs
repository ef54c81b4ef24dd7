/** A folder as one compressed archive, in parts where they are wanted. */
import { createHash } from "node:crypto";
import { closeSync, lstatSync, openSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { create } from "tar";
import { UserError } from "../errors.mjs";
import { files } from "./tree.mjs";

/** The same for all files, so that the same files make the same archive. */
const TIME = new Date("2000-01-01T00:00:00Z");

/** Three digits, so that the order of names is the order of parts. */
const MOST_PARTS = 999;

/**
 * Writes the folder `source`, its own name on top, as `<name>.tar.gz` into the folder `target`, or as
 * `<name>.tar.gz.001`, … of at most `partSize` bytes each, and their SHA-256 sums as `<name>.sha256`, as sha256sum wants
 * them.
 *
 * @param onProgress told the share that is done, between 0 and 1
 * @returns the names of the files, the sums' last, and the bytes of all files before and after compression
 * @throws UserError where there would be more than 999 parts
 */
export async function writeArchive({ source, target, name, partSize = Number.POSITIVE_INFINITY, onProgress }) {
  const contents = files(source);
  const size = contents.reduce((sum, file) => sum + lstatSync(file).size, 0);
  const parent = path.dirname(source);
  const packed = create(
    { cwd: parent, portable: true, mtime: TIME, noDirRecurse: true },
    contents.map((file) => path.relative(parent, file)),
  );
  let read = 0;
  async function* counted(chunks) {
    for await (const chunk of chunks) {
      read += chunk.length;
      onProgress?.(Math.min(1, read / size));
      yield chunk;
    }
  }
  const fileOf = (index) => `${name}.tar.gz${partSize === Number.POSITIVE_INFINITY ? "" : `.${numbered(index)}`}`;
  let parts = [];
  await pipeline(packed, counted, createGzip(), async (chunks) => {
    parts = await writeParts(chunks, partSize, (index) => path.join(target, fileOf(index)));
  });
  const sums = `${name}.sha256`;
  const lines = parts.map(({ file, sum }) => `${sum}  ${path.basename(file)}\n`);
  writeFileSync(path.join(target, sums), lines.join(""));
  const compressed = parts.reduce((sum, part) => sum + part.size, 0);
  return { names: [...parts.map(({ file }) => path.basename(file)), sums], size, compressed };
}

/** Writes chunks into the files `fileOf(1)`, `fileOf(2)`, …, each filled to `partSize` bytes before the next one. */
async function writeParts(chunks, partSize, fileOf) {
  const parts = [];
  let part;
  for await (const chunk of chunks) {
    for (let rest = chunk; rest.length > 0; ) {
      if (part === undefined || part.size === partSize) {
        part?.close();
        part = openPart(fileOf(parts.length + 1));
        parts.push(part);
      }
      const piece = rest.subarray(0, partSize - part.size);
      part.write(piece);
      rest = rest.subarray(piece.length);
    }
  }
  part?.close();
  return parts;
}

function openPart(file) {
  const descriptor = openSync(file, "wx");
  const hash = createHash("sha256");
  return {
    file,
    size: 0,
    sum: "",
    write(bytes) {
      writeFileSync(descriptor, bytes);
      hash.update(bytes);
      this.size += bytes.length;
    },
    close() {
      closeSync(descriptor);
      this.sum = hash.digest("hex");
    },
  };
}

function numbered(index) {
  if (index <= MOST_PARTS) return String(index).padStart(3, "0");
  throw new UserError(`more than ${MOST_PARTS} parts; give a larger --part-size.`);
}
