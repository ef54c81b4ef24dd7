import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { readJson, writeJson } from "../configuration/index.js";
import { tableOf } from "./columns.js";
import { command } from "./command.js";
import { csv } from "./csv.js";
import { dataFrame } from "./dataFrame.js";
import { provenance } from "./provenance.js";
import { Store } from "./store.js";

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

test(
  "a file that was cut or altered is named, set aside, and counts as not there",
  withStore((store) => {
    const path = (seed: number) => join(store.folder, "savings", `${store.save(run(seed)).key}.json`);
    const [cut, altered, , unfinished] = [path(1), path(2), path(3), join(store.folder, "savings", "x.1.tmp")];
    writeFileSync(cut, readFileSync(cut, "utf8").slice(0, 100));
    writeFileSync(altered, readFileSync(altered, "utf8").replace('"learningRate":0.1', '"learningRate":0.2'));
    appendFileSync(unfinished, "{");
    const { runs, damaged } = store.all();
    assert.deepEqual(
      runs.map(({ configuration }) => configuration.seed),
      [3],
    );
    assert.deepEqual(damaged.map(({ file }) => file).sort(), [cut, altered].sort());
    assert.equal(store.find(run(1)), undefined);
    assert.equal(store.find(run(2)), undefined);
    assert.ok(existsSync(`${cut}.damaged`) && existsSync(`${altered}.damaged`) && !existsSync(cut));
    store.save(run(1));
    assert.ok(store.find(run(1)));
    assert.deepEqual(store.all().damaged, []);
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
  assert.throws(() => writeJson({ tensor: new Float32Array(2) as never }), /value\.tensor is a object/);
  assert.equal(writeJson({ b: 1, a: -0.5 }), '{"a":-0.5,"b":1}');
  assert.deepEqual(readJson(writeJson([Number.NaN, Number.NEGATIVE_INFINITY, "NaN or not"])), [
    Number.NaN,
    Number.NEGATIVE_INFINITY,
    "NaN or not",
  ]);
});

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
    assert.equal(JSON.parse(command(["show", key.slice(0, 8)], store)).key, key);
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
    assert.match(stderr, /The run could not be stored in .*savings: EFBIG/);
    assert.deepEqual(
      store.all().runs.map(({ configuration }) => configuration.seed),
      [1],
    );
    assert.equal(readdirSync(join(store.folder, "savings")).length, 1);
  }),
);
