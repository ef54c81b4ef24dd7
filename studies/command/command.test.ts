import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { studies } from "../findStudy.js";
import { command } from "./command.js";

const folder = mkdtempSync(path.join(tmpdir(), "momenta-command-"));
process.env.MOMENTA_RUNS = path.join(folder, "runs");
after(() => rmSync(folder, { recursive: true }));

test("every study is listed with its question, and tells its options", async () => {
  const listed = await command(["list"]);
  for (const { name, question, options } of studies) {
    assert.ok(listed.includes(name) && listed.includes(question), name);
    const help = await command(["run", name, "--help"]);
    for (const [option, { about }] of Object.entries(options)) {
      assert.ok(help.includes(`--${option} `) && help.includes(about), `${name}: ${option}`);
    }
  }
});

test("a run by number: options are taken, claims and tables printed, the result kept", async () => {
  const out = path.join(folder, "result.json");
  const printed = await command(["run", "29", "--quick", "--slope", "5", "--out", out]);
  assert.match(printed, /AMSGrad goes to −1 +holds/);
  assert.match(printed, /Slopes 5, −1, −1/);
  const { study, result, made } = JSON.parse(readFileSync(out, "utf8"));
  assert.deepEqual([study, result.options.slope, result.options.seeds], ["29-amsgrad", 5, 3]);
  assert.match(made.node, /^\d+\./);
});

test("what is wrong is named, with what there is", async () => {
  const refused = (args: string[], message: RegExp) => assert.rejects(command(args), message);
  await refused(["walk"], /^RangeError: there is no command "walk"/);
  await refused(["run", "99"], /^RangeError: no study is called "99"; there are /);
  await refused(["run", "amsgrad", "--sloep", "5"], /--sloep.*; there are --slope, /);
  await refused(["run", "amsgrad", "--slope", "steep"], /^RangeError: --slope is "steep"; give something like 10\.$/);
  await refused(["run", "amsgrad", "--slope", "1"], /^RangeError: slope is 1; give a number, above 2\.$/);
  await refused(["run", "amsgrad", "--out", "/nowhere/file"], /no such file or directory/);
});
