/**
 * The experiments on the command line. An experiment is what lib exports under three names: NAME, the function;
 * NAMEDefaults, its options with their defaults; NAMETable, its result as a table. NAMEDetails is printed where it is.
 */
import { accessSync, constants, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import momenta from "momenta";

try {
  process.stdout.write(await command(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`momenta: ${error.message}\n`);
  process.exitCode = 1;
}

async function command([name = "help", ...args]) {
  if (["help", "--help", "-h"].includes(name)) return usage();
  if (!experiments().includes(name)) throw new Error(`there is no "${name}".\n\n${usage()}`);
  const defaults = momenta[`${name}Defaults`];
  const texts = Object.fromEntries(Object.keys(defaults).map((option) => [option, { type: "string" }]));
  const { values } = parseArgs({ args, options: { ...texts, out: { type: "string" } } });
  const { out, ...given } = values;
  if (out !== undefined) accessSync(path.dirname(path.resolve(out)), constants.W_OK);
  const options = Object.fromEntries(
    Object.entries(given).map(([option, text]) => [option, parseValue(option, text, defaults[option])]),
  );

  const start = performance.now();
  const result = await momenta[name](options);
  const made = momenta.provenance((performance.now() - start) / 1000);
  if (out !== undefined) save(out, { experiment: name, result, made });
  const tables = [`${name}Table`, `${name}Details`].filter((table) => table in momenta);
  return tables.map((table) => `\n${momenta[table](result)}\n`).join("");
}

function experiments() {
  return Object.keys(momenta)
    .filter((name) => [name, `${name}Table`].every((part) => typeof momenta[part] === "function"))
    .filter((name) => `${name}Defaults` in momenta)
    .sort();
}

/** An option's value: a text where the default is one, JSON of the default's kind otherwise. */
function parseValue(option, text, standard) {
  if (typeof standard === "string") return text;
  try {
    const value = JSON.parse(text);
    if (typeof value === typeof standard && Array.isArray(value) === Array.isArray(standard)) return value;
  } catch {
    // Told below.
  }
  throw new Error(`--${option} is "${text}"; give something like ${JSON.stringify(standard)}.`);
}

/** One line of JSON, there whole or not at all. */
function save(file, record) {
  const unfinished = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(unfinished, `${momenta.writeJson(record)}\n`);
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

function usage() {
  const lines = experiments().flatMap((name) => [
    `  momenta ${name} [--out FILE]`,
    ...Object.entries(momenta[`${name}Defaults`]).map(
      ([option, value]) => `      --${option} ${JSON.stringify(value)}`,
    ),
  ]);
  return `Experiments; their tables are printed, --out keeps the result, one line of JSON. Options with their defaults:

${lines.join("\n")}

  momenta bench [--json]   the training step, timed; JAX and PyTorch beside it where MOMENTA_BENCH_PYTHON has them
  momenta run [FILE …]     Node with Momenta, require("momenta"); without a file its prompt
  momenta help             this
`;
}
