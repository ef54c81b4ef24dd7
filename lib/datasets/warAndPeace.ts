import { readFile } from "node:fs/promises";
import { download } from "./download.js";
import { once } from "./once.js";
import type { PublishedFile } from "./publishedFile.js";

/** A text as a sequence of characters to predict one after the other, divided into three stretches. */
export interface CharacterSequence {
  readonly name: string;
  /** A character a byte (ISO 8859-1): `Buffer.from(text, "latin1").toString("utf8")` reads as it was written. */
  readonly text: string;
  /** The characters that occur, ascending. */
  readonly vocabulary: readonly string[];
  /** The text with each character as its index in the vocabulary. */
  readonly codes: Uint8Array;
  /** The first 80 % of the codes, a view. */
  readonly train: Uint8Array;
  /** The next 10 %, a view. */
  readonly validation: Uint8Array;
  /** The last 10 %, a view. */
  readonly test: Uint8Array;
}

/**
 * No checksum is published for this file. The SHA-256 is that of a file put together from public copies, none of them
 * untouched: one with other line ends, one with text appended. Made whole they agree byte for byte, and have the 3,258,246
 * characters and the vocabulary of 87 that the paper below reports.
 */
const published: PublishedFile = {
  dataset: "War and Peace",
  folder: "war-and-peace",
  name: "warpeace_input.txt",
  address: "https://cs.stanford.edu/people/karpathy/char-rnn/warpeace_input.txt",
  checksums: ["sha256:fb66ba999dafe24017cdd59e04c56d385a9c8466993d374fd4c6f08b2142985e"],
};

/**
 * Tolstoy's War and Peace, 3,258,246 characters of 87 kinds, downloaded the first time (3 MB), read once per process.
 * A character is a byte, and the text divided 80/10/10, both as in the source.
 *
 * Source: Karpathy, Johnson, Fei-Fei, "Visualizing and understanding recurrent networks", 2015.
 *
 * @throws Error where it is not here and cannot be downloaded, or the file here is not the published one: what to do
 */
export const warAndPeace: () => Promise<CharacterSequence> = once(() => warAndPeaceFrom(published));

/** War and Peace of another file than the published one. */
export async function warAndPeaceFrom(file: PublishedFile): Promise<CharacterSequence> {
  const bytes = await readFile(await download(file));
  const kinds = [...new Set(bytes)].sort((a, b) => a - b);
  const codeOf = new Uint8Array(256);
  kinds.forEach((kind, code) => {
    codeOf[kind] = code;
  });
  const codes = Uint8Array.from(bytes, (byte) => codeOf[byte] as number);
  const first = Math.floor(0.8 * codes.length);
  const second = Math.floor(0.9 * codes.length);
  return {
    name: file.dataset,
    text: bytes.toString("latin1"),
    vocabulary: kinds.map((kind) => String.fromCharCode(kind)),
    codes,
    train: codes.subarray(0, first),
    validation: codes.subarray(first, second),
    test: codes.subarray(second),
  };
}
