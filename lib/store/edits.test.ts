/** 200 random edits of stored records, of seed 1 or of the seed that is given: `node lib/dist/store/edits.test.js 7`. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { type Random, random } from "../engine/index.js";
import { command } from "./command.js";
import { provenance } from "./provenance.js";
import { isDamaged, Store } from "./store.js";

const EDITS = 200;
const seed = Number(process.argv[2] ?? 1);

type Edit = (text: string, random: Random) => string;

/** One of the matches of a pattern, replaced. */
function replaceOne(pattern: RegExp, by: (match: string, random: Random) => string): Edit {
  return (text, random) => {
    const matches = [...text.matchAll(pattern)];
    const match = matches[random.below(matches.length)] as RegExpExecArray;
    return text.slice(0, match.index) + by(match[0], random) + text.slice(match.index + match[0].length);
  };
}

const value = /(?<=[:[,])(-?\d[\d.e+-]*|"[^"]*"|true|null)(?=[,\]}])/g;
const edits: Readonly<Record<string, Edit>> = {
  number: replaceOne(/(?<=[:[,])-?\d[\d.]*(?=[,\]}])/g, (digits, { uniform }) =>
    String(Number(digits) + 1 + uniform()),
  ),
  digit: replaceOne(/\d/g, (digit, { below }) => String((Number(digit) + 1 + below(9)) % 10)),
  key: replaceOne(/"\w+":/g, (key, { below }) => key.replace(/\w/, "abcdefghij"[below(10)] === key[1] ? "z" : "_")),
  field: replaceOne(/"\w+":(-?\d[\d.]*|"[^"]*"),/g, () => ""),
  truncation: (text, { below }) => text.slice(0, below(text.length)),
  type: replaceOne(value, (was, { below }) => {
    const others = ["7", '"7"', "null", "true", "[]", "{}", "-0", '"NaN"'].filter((other) => other !== was);
    return others[below(others.length)] as string;
  }),
  twice: (text, { below }) => text + text.slice(below(text.length - 1)),
  space: replaceOne(/[,:]/g, (sign) => `${sign} `),
  checksum: replaceOne(/"checksum":"\w+",/g, () => ""),
};

test(`${EDITS} random edits of records: none is taken, and the listing goes on`, () => {
  const folder = mkdtempSync(join(tmpdir(), "momenta-edits-"));
  const { write } = process.stderr;
  process.stderr.write = () => true;
  try {
    const store = new Store(folder);
    const draws = random(seed, 0);
    const names = [...Object.keys(edits), "bit"];
    const run = (at: number) => ({
      experiment: "savings",
      version: 1,
      configuration: { seed: at, optimizer: { method: "sgd", learningRate: 0.1, schedule: null }, reset: true },
      result: { updatesToCriterion: [10 + at, 20, 5], losses: [Number.NaN, draws.normal()], notFinite: null },
      made: provenance(1.5),
    });
    store.save(run(-1));
    for (let at = 0; at < EDITS; at++) {
      const kept = store.save(run(at));
      const file = join(folder, "savings", `${kept.key}.json`);
      const bytes = readFileSync(file);
      const name = names[at % names.length] as string;
      const edited = edits[name]?.(bytes.toString(), draws) ?? flipped(bytes, draws);
      assert.notDeepEqual(Buffer.from(edited), bytes, name);
      writeFileSync(file, edited);
      const what = `edit ${at}, ${name}: ${edited}`;
      const listed = command([], store);
      assert.ok(listed.startsWith("savings  1 runs ") && listed.includes(`, counts as not there: ${file}: `), what);
      assert.equal([...store.records("savings")].filter(isDamaged).length, 1, what);
      assert.equal(store.find(kept), undefined, what);
      assert.deepEqual(store.save(kept), kept, "it is made again");
      assert.deepEqual(store.find(kept), kept, "and found");
      store.remove([kept]);
    }
  } finally {
    process.stderr.write = write;
    rmSync(folder, { recursive: true });
  }
});

function flipped(bytes: Buffer, { below }: Random): Buffer {
  const copy = Buffer.from(bytes);
  const at = below(copy.length);
  copy[at] = (copy[at] as number) ^ (1 << below(8));
  return copy;
}
