import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { Store } from "momenta/store";
import { makePart, type PartPlan } from "./parts.js";

const folder = mkdtempSync(path.join(tmpdir(), "momenta-parts-"));
after(() => rmSync(folder, { recursive: true }));

interface Options {
  readonly slope: number;
  readonly seeds: number;
  readonly label: string;
}

const file = path.join(folder, "double.js");
const imported = path.join(folder, "helper.js");
writeFileSync(file, 'const { double } = require("./helper.js");\n');
writeFileSync(imported, "exports.double = 2;\n");

let made = 0;
const compute = ({ slope, seeds }: Options) => {
  made += 1;
  return { values: Array.from({ length: seeds }, () => slope), limit: Number.POSITIVE_INFINITY };
};

const plan: PartPlan<Options, ReturnType<typeof compute>> = {
  study: "00-test",
  name: "double",
  compute,
  file,
  options: { slope: 3, seeds: 2, label: "a" },
  experiment: "00-test",
  store: new Store(path.join(folder, "runs")),
  fresh: false,
  compiler: undefined,
};

/** How often the part is made, and whether it comes out as it would without a store. */
async function making(changes: Partial<typeof plan>): Promise<number> {
  const before = made;
  const found = await makePart({ ...plan, ...changes });
  const count = made - before;
  assert.deepEqual(found, await makePart({ ...plan, ...changes, store: null }));
  return count;
}

test("a part is made once for the options that it reads, its code and its compiler", async () => {
  assert.equal(await making({}), 1);
  assert.equal(await making({}), 0);
  assert.equal(await making({ options: { ...plan.options, label: "b" } }), 0, "an option that it does not read");
  assert.equal(await making({ options: { ...plan.options, slope: 4 } }), 1, "one that it reads");
  assert.equal(await making({}), 0, "both are kept");
  assert.equal(await making({ compiler: "graph" }), 1);
  assert.equal(await making({ fresh: true }), 1);
  writeFileSync(imported, "exports.double = 2.0;\n");
  assert.equal(await making({}), 1, "a file that its code imports");
  assert.equal(await making({}), 0);
});

test("a part that fails is not kept, and keeps nothing from being made again", async () => {
  const failing = { ...plan, name: "failing", compute: () => Promise.reject(new Error("no")) };
  await assert.rejects(makePart(failing), /^Error: no$/);
  await assert.rejects(makePart(failing), /^Error: no$/);
});

test("items that take long are kept one by one: a part that is interrupted goes on where it was", async () => {
  const seen: number[] = [];
  const walk = { ...plan, name: "walk", store: new Store(path.join(folder, "walk")) };
  const until = (limit: number) =>
    makePart<Options, number[]>({
      ...walk,
      compute: (_, { mapKept }) =>
        mapKept([{ at: 1 }, { at: 2 }, { at: 3 }], "items", ({ at }) => {
          if (at > limit) throw new Error("interrupted");
          seen.push(at);
          return 10 * at;
        }),
    });
  await assert.rejects(until(2), /^Error: interrupted$/);
  assert.deepEqual(await until(3), [10, 20, 30]);
  assert.deepEqual(seen, [1, 2, 3]);
});

test("a part that lacked data is made again", async () => {
  const lacking: Partial<typeof plan> = {
    name: "lacking",
    compute: (options, { lackData }) => {
      lackData();
      return compute(options);
    },
  };
  assert.equal(await making(lacking), 1);
  assert.equal(await making(lacking), 1);
});

test("what is no record of a part is named, set aside and made again", async () => {
  const damaged = { ...plan, store: new Store(path.join(folder, "damaged")) };
  assert.equal(await making(damaged), 1);
  const parts = path.join(folder, "damaged", "00-test-parts");
  const [file] = readdirSync(parts) as [string];
  const edited = readFileSync(path.join(parts, file), "utf8").replace("[3,3]", "[3,4]");
  writeFileSync(path.join(parts, file), edited);
  assert.equal(await making(damaged), 1);
  assert.deepEqual(readdirSync(parts).sort(), [file, `${file}.damaged`]);
  assert.equal(await making(damaged), 0);
});

test("a store that cannot be written is found out before anything is computed", async () => {
  writeFileSync(path.join(folder, "blocked"), "");
  const before = made;
  await assert.rejects(
    makePart({ ...plan, store: new Store(path.join(folder, "blocked")) }),
    /^Error: Runs cannot be stored in .*00-test-parts: ENOTDIR.* Make the folder writable, set MOMENTA_RUNS to another one/,
  );
  assert.equal(made, before);
});
