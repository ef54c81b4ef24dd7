import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { readJson, writeJson } from "../configuration/index.js";
import { tableOf } from "./columns.js";
import { command } from "./command.js";
import { csv } from "./csv.js";
import { dataFrame } from "./dataFrame.js";
import { lineOf } from "./line.js";
import { provenance } from "./provenance.js";
import { isDamaged, Store } from "./store.js";

function withStore(use: (store: Store) => void | Promise<void>) {
  return async () => {
    const folder = mkdtempSync(join(tmpdir(), "momenta-store-"));
    try {
      await use(new Store(folder));
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}

const made = { ...provenance(1.5), at: "2026-01-02T03:04:05.000Z" };
const run = (seed: number, learningRate = 0.1) => ({
  experiment: "savings",
  version: 1,
  configuration: { seed, optimizer: { method: "sgd", learningRate } },
  result: { updatesToCriterion: [10 * seed, 20, 5], losses: [Number.NaN, Number.POSITIVE_INFINITY, 0.1] },
  made,
});

test(
  "what is saved is found again, number for number, and nothing else is",
  withStore((store) => {
    store.save(run(1));
    const found = store.find(run(1));
    assert.deepEqual(found?.result, run(1).result);
    assert.deepEqual(found?.made, made);
    assert.equal(store.find(run(2)), undefined);
    assert.equal(store.find({ ...run(1), version: 2 }), undefined);
    assert.equal(store.find(run(1, 0.2)), undefined);
    assert.equal(store.find({ ...run(1), experiment: "other" }), undefined);
  }),
);

test(
  "the order of the keys of a configuration does not matter",
  withStore((store) => {
    store.save(run(1));
    const { seed, optimizer } = run(1).configuration;
    const { method, learningRate } = optimizer;
    assert.ok(store.find({ ...run(1), configuration: { optimizer: { learningRate, method }, seed } }));
  }),
);

test(
  "a file is a line of JSON; the files of an experiment together are JSON lines",
  withStore((store) => {
    for (const seed of [1, 2, 3]) store.save(run(seed));
    const folder = join(store.folder, "savings");
    const files = readdirSync(folder);
    assert.equal(files.length, 3);
    const lines = files.map((file) => readFileSync(join(folder, file), "utf8")).join("");
    assert.deepEqual(
      lines.split("\n").map((line) => (line === "" ? "end" : JSON.parse(line).experiment)),
      ["savings", "savings", "savings", "end"],
    );
  }),
);

/** A file of the store, as it is written. */
function fileOf(store: Store, seed: number): { file: string; line: string } {
  const file = join(store.folder, "savings", `${store.save(run(seed)).key}.json`);
  return { file, line: readFileSync(file, "utf8") };
}

test(
  "a file that holds no record is named with the right word, set aside, and counts as not there",
  withStore((store) => {
    const { line } = fileOf(store, 1);
    const old = JSON.stringify({ ...JSON.parse(line), checksum: undefined });
    const other = fileOf(store, 9).line;
    const cases: [contents: string, kind: string, reason: RegExp][] = [
      [line.slice(0, 100), "damaged", /its end is missing/],
      [line.slice(0, -1), "edited", /not what its checksum was made of/],
      ["", "damaged", /its end is missing/],
      [line.replace(":", "!"), "damaged", /no JSON/],
      [line.replace('"learningRate":0.1', '"learningRate":0.2'), "edited", /checksum/],
      [line.replace("[10,20,5]", "[10,20,6]"), "edited", /checksum/],
      [line.replace('"seconds":1.5', '"seconds":2.5'), "edited", /checksum/],
      [`${line}\n`, "edited", /checksum/],
      [line + line, "damaged", /no JSON/],
      [`${old}\n`, "old", /no checksum/],
      [`${old.replace(/,"result":.*/, "")}}\n`, "foreign", /result is missing/],
      [`${old.replace(/"made":\{.*?\}/, '"made":{}')}\n`, "foreign", /made\.at is missing/],
      [`${old.replace('"version":1', '"version":"1"')}\n`, "foreign", /version is no such thing/],
      ["[]\n", "foreign", /it is no object/],
      ["null\n", "foreign", /it is no object/],
      [other, "foreign", /it is [0-9a-f]{32} of savings/],
    ];
    for (const [contents, kind, reason] of cases) {
      const { file } = fileOf(store, 1);
      writeFileSync(file, contents);
      const { runs, damaged } = store.all();
      assert.equal(runs.length, 1, contents);
      assert.deepEqual([damaged.length, damaged[0]?.file, damaged[0]?.kind], [1, file, kind], contents);
      assert.match(damaged[0]?.reason ?? "", reason);
      assert.deepEqual([...store.listed()].filter(isDamaged), damaged, "a listing sees the same");
      assert.match(command([], store), new RegExp(`^savings +1 runs.*\n${kind}, counts as not there: ${file}: `));
      assert.match(command(["list", "savings"], store), new RegExp(`\n${kind}, counts as not there: ${file}: `));
      assert.equal(store.find(run(1)), undefined);
      assert.ok(existsSync(`${file}.damaged`) && !existsSync(file));
      assert.deepEqual(store.all().damaged, []);
      store.save(run(1));
      assert.ok(store.find(run(1)));
    }
  }),
);

test(
  "a record under the name of another experiment, and one whose key is not its own, are foreign",
  withStore((store) => {
    const { file, line } = fileOf(store, 1);
    const moved = file.replace("savings", "relearning");
    mkdirSync(dirname(moved));
    writeFileSync(moved, line);
    writeFileSync(file.replace(/[0-9a-f]{32}/, "0".repeat(32)), lineOf({ ...run(1), key: "0".repeat(32) }));
    const { runs, damaged } = store.all();
    assert.equal(runs.length, 1);
    assert.deepEqual(
      damaged.map(({ kind }) => kind),
      ["foreign", "foreign"],
    );
  }),
);

test(
  "what cannot be read is named, and nothing stops at it",
  withStore((store) => {
    const { file } = fileOf(store, 1);
    mkdirSync(join(dirname(file), "folder.json"));
    writeFileSync(join(store.folder, "a-file"), "");
    const { runs, damaged } = store.all();
    assert.deepEqual([runs.length, damaged.map(({ kind }) => kind)], [1, ["unreadable"]]);
    assert.match(command([], store), /^savings +1 runs.*\nunreadable, counts as not there: .*folder\.json: EISDIR/);
  }),
);

test(
  "a run that lacks a field is refused where it is saved",
  withStore((store) => {
    const { result, ...without } = run(1);
    assert.throws(() => store.save(without as never), /^TypeError: a run that cannot be stored: result is missing\.$/);
    assert.throws(() => store.save({ ...run(1), made: { ...made, seconds: NaN } }), /made\.seconds is no such thing/);
    assert.throws(() => store.save({ ...run(1), version: "1" as never }), /version is no such thing/);
    assert.deepEqual(store.all(), { runs: [], damaged: [] });
  }),
);

/** What the store says on standard error. */
function said(does: () => void): string {
  const texts: string[] = [];
  const { write } = process.stderr;
  process.stderr.write = (text) => texts.push(String(text)) > 0;
  try {
    does();
  } finally {
    process.stderr.write = write;
  }
  return texts.join("");
}

test(
  "a store that cannot be written says so before anything is computed; what was computed is not lost",
  withStore((store) => {
    store.requireWritable("savings");
    assert.deepEqual(readdirSync(join(store.folder, "savings")), []);
    rmdirSync(join(store.folder, "savings"));
    writeFileSync(join(store.folder, "savings"), "");
    assert.throws(
      () => store.requireWritable("savings"),
      /^Error: Runs cannot be stored in .*savings: EEXIST.*\. Make the folder writable, set MOMENTA_RUNS to another one, or keep no runs\.$/,
    );
    const told = said(() => {
      for (const seed of [1, 2, 3]) store.keep(run(seed));
    });
    assert.match(told, /^momenta: Runs cannot be stored in .*savings: EEXIST.* What is computed is not kept\.\n$/);
  }),
);

test(
  "what killed processes left half-written is removed, what others are writing is not",
  withStore((store) => {
    const folder = join(store.folder, "savings");
    mkdirSync(folder);
    const dead = spawnSync(process.execPath, ["-e", ""]).pid;
    const names = [
      `a.${hostname()}.${dead}.tmp`,
      `b.${hostname()}.${process.pid}.tmp`,
      "c.elsewhere.1.tmp",
      "d.12.tmp",
    ];
    for (const name of names) writeFileSync(join(folder, name), "{");
    utimesSync(join(folder, "d.12.tmp"), 0, 0);
    store.requireWritable("savings");
    assert.deepEqual(readdirSync(folder).sort(), names.slice(1, 3).sort());
  }),
);

test(
  "two processes that write the same and different runs at once lose nothing",
  withStore(async (store) => {
    const writer = `
      const { Store } = require(${JSON.stringify(join(__dirname, "store.js"))});
      const store = new Store(${JSON.stringify(store.folder)});
      const [first, made] = JSON.parse(process.argv[1]);
      for (let seed = first; seed < first + 150; seed++)
        store.save({ experiment: "savings", version: 1, configuration: { seed }, result: { seed }, made });`;
    const exits = [0, 75].map(
      (first) =>
        new Promise((resolve) => {
          spawn(process.execPath, ["-e", writer, JSON.stringify([first, made])], { stdio: "inherit" }).on(
            "exit",
            resolve,
          );
        }),
    );
    assert.deepEqual(await Promise.all(exits), [0, 0]);
    const { runs, damaged } = store.all();
    assert.deepEqual(damaged, []);
    assert.equal(runs.length, 225);
    assert.ok(runs.every(({ configuration, result }) => configuration.seed === result.seed));
    assert.ok(readdirSync(join(store.folder, "savings")).every((file) => file.endsWith(".json")));
  }),
);

test("what a record cannot hold is refused with its path", () => {
  assert.throws(() => writeJson({ a: [1, (() => 1) as never] }), /value\.a\[1\] is a function/);
  assert.throws(
    () => writeJson({ tensor: new Float32Array(2) as never }),
    /value\.tensor is an object of Float32Array/,
  );
  assert.equal(writeJson({ b: 1, a: -0.5 }), '{"a":-0.5,"b":1}');
  const circle: { [name: string]: unknown } = { a: [1] };
  circle.b = [circle];
  assert.throws(() => writeJson(circle as never), /^TypeError: value\.b\[0\] holds itself; a record cannot\.$/);
  // biome-ignore lint/suspicious/noSparseArray: what is tested
  assert.throws(() => writeJson([1, , 2] as never), /value\[1\] is a undefined/);
});

test("what is written is read again: numbers are numbers, strings are strings", () => {
  const numbers = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0.1, -1e-300];
  const strings = ["NaN", "Infinity", "-Infinity", "'NaN", "''-Infinity", "NaN or not", "'", "", "0.1"];
  const value = { numbers, strings, NaN: { Infinity: "NaN" } };
  assert.deepEqual(readJson(writeJson(value)), value);
  assert.equal(new Set([...numbers, ...strings].map(writeJson)).size, numbers.length + strings.length);
  assert.equal(writeJson(numbers), '["NaN","Infinity","-Infinity",0.1,-1e-300]', "as committed results have them");
});

test(
  "a string and the number that it looks like have keys of their own",
  withStore((store) => {
    const named = (learningRate: string | number) => ({ ...run(1), configuration: { learningRate } });
    const keys = [Number.NaN, "NaN", "'NaN", 1, "1"].map((value) => store.save(named(value)).key);
    assert.equal(new Set(keys).size, 5);
    assert.equal(store.find(named("NaN"))?.configuration.learningRate, "NaN");
  }),
);

test("names of experiments that could leave the folder are refused", () => {
  assert.throws(() => new Store("x").save({ ...run(1), experiment: "../savings" }), /no name of an experiment/);
});

test(
  "runs as a table, as CSV and as a DataFrame",
  withStore((store) => {
    store.save(run(1));
    store.save(run(2, 0.2));
    const { runs } = store.all("savings");
    const { columns, rows } = tableOf(runs);
    const column = (name: string) => rows.map((row) => row[columns.indexOf(name)]).sort();
    assert.deepEqual(column("optimizer.learningRate"), [0.1, 0.2]);
    assert.deepEqual(column("updatesToCriterion[0]"), [10, 20]);
    assert.deepEqual(
      tableOf(runs, 2).columns.filter((name) => name.startsWith("updates")),
      [],
    );
    assert.equal(
      csv(
        ["a", "b"],
        [
          ["x,y", 'say "1"'],
          [null, 2],
        ],
      ),
      'a,b\r\n"x,y","say ""1"""\r\n,2\r\n',
    );
    const frame = dataFrame(runs);
    assert.deepEqual(frame.shape, [2, columns.length]);
    assert.deepEqual(dataFrame([]).shape, [0, 0]);
  }),
);

test(
  "a name that stands in configuration and result has two columns, and no path is another one's",
  withStore((store) => {
    const both = {
      ...run(1),
      configuration: { seed: 1, key: "k", "a.b": 1, a: { b: 2 } },
      result: { seed: 2, made: 3 },
    };
    store.save(both);
    const { columns, rows } = tableOf(store.all().runs);
    const row = Object.fromEntries(columns.map((column, at) => [column, rows[0]?.[at]]));
    assert.equal(row["configuration.seed"], 1);
    assert.equal(row["result.seed"], 2);
    assert.equal(row["configuration.key"], "k");
    assert.match(String(row["run.key"]), /^[0-9a-f]{32}$/);
    assert.deepEqual([row['["a.b"]'], row["a.b"]], [1, 2]);
    assert.deepEqual([row["result.made"], row["made.made.seconds"]], [3, 1.5]);
  }),
);

test(
  "the command lists, shows, exports and prunes",
  withStore((store) => {
    assert.match(command([], store), /^No runs in /);
    const { key } = store.save(run(1));
    store.save({ ...run(2), version: 2 });
    assert.match(command(["list"], store), /^savings +2 runs +version 1, 2 +3\.0 s +2026-01-02/);
    assert.equal(command(["list", "savings"], store).trim().split("\n").length, 2);
    const shown = readJson(command(["show", key.slice(0, 8)], store));
    assert.deepEqual(shown, { key, ...run(1) }, "numbers that are not finite with it");
    assert.throws(() => command(["show", "zz"], store), /No run's key starts with "zz"/);
    assert.equal(command(["export", "savings"], store).trim().split("\r\n").length, 3);
    assert.equal(command(["export", "--json"], store).trim().split("\n").length, 2);
    assert.throws(() => command(["list", "saving"], store), /No runs of "saving".*there are savings/);
    assert.throws(() => command(["remove"], store), /No command is called "remove"/);
    assert.match(command(["prune", "savings", "--version", "1"], store), /Would remove 1 runs/);
    assert.equal(store.all().runs.length, 2);
    command(["prune", "savings", "--version", "1", "--yes"], store);
    assert.deepEqual(
      store.all().runs.map(({ version }) => version),
      [2],
    );
    assert.throws(() => command(["prune", "savings", "--before", "then"], store), /"then" is no date/);
    command(["prune", "savings", "--before", "2027-01-01", "--yes"], store);
    assert.deepEqual(store.all().runs, []);
  }),
);

test(
  "where the disk takes nothing more the error names the folder, what was there stays, and nothing half-written is left",
  { skip: process.platform === "win32" && "needs ulimit" },
  withStore((store) => {
    store.save(run(1));
    const writer = `
      const { Store } = require(${JSON.stringify(join(__dirname, "store.js"))});
      new Store(${JSON.stringify(store.folder)}).save(JSON.parse(process.argv[1]));`;
    const args = ["-c", "trap '' XFSZ; ulimit -f 0; exec \"$@\"", "sh", process.execPath, "-e", writer];
    const { status, stderr } = spawnSync("sh", [...args, writeJson(run(2))], { encoding: "utf8" });
    assert.notEqual(status, 0);
    assert.match(stderr, /Runs cannot be stored in .*savings: EFBIG/);
    assert.deepEqual(
      store.all().runs.map(({ configuration }) => configuration.seed),
      [1],
    );
    assert.equal(readdirSync(join(store.folder, "savings")).length, 1);
  }),
);
