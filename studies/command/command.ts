import { accessSync, constants } from "node:fs";
import path from "node:path";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { type Json, writeJson } from "momenta/configuration";
import { provenance } from "momenta/store";
import writeFileAtomic from "write-file-atomic";
import type { Study } from "../core/index.js";
import { findStudy, studies } from "../findStudy.js";

/**
 * What the command `momenta` does.
 *
 * @returns what it prints
 * @throws RangeError where the command, a study or an option is wrong, saying what there is
 */
export async function command([name = "help", wanted, ...args]: readonly string[]): Promise<string> {
  switch (name) {
    case "help":
    case "--help":
    case "-h":
      return usage;
    case "list":
      return `${list()}\n`;
    case "run":
      if (wanted === undefined) throw new RangeError(`which study? There are\n\n${list()}`);
      if (["help", "--help", "-h"].includes(wanted)) return usage;
      return run(findStudy(wanted), args);
    default:
      throw new RangeError(`there is no command "${name}".\n\n${usage}`);
  }
}

const usage = `  momenta list                        the studies, a line each
  momenta run STUDY [options]         a study by its number or its name: claims and tables are printed
      --quick                         a small version, to see that everything works
      --fresh                         make everything again, what is in the store too
      --out FILE                      keep the result, one line of JSON
      --NAME VALUE                    an option of the study; momenta run STUDY --help lists them
`;

function list(): string {
  return studies.map(({ name, question }) => `  ${name.padEnd(32)}  ${question}`).join("\n");
}

async function run(study: Study, args: readonly string[]): Promise<string> {
  const { quick, fresh, help, out, ...given } = parse(study, args);
  if (help === true) return optionsOf(study);
  if (typeof out === "string") accessSync(path.dirname(path.resolve(out)), constants.W_OK);
  const options = Object.fromEntries(
    Object.entries(given).map(([name, text]) => [name, parseValue(study, name, text as string)]),
  );
  const start = performance.now();
  const result = await study.run(options, { quick: quick === true, fresh: fresh === true });
  if (typeof out === "string") {
    const record = { study: study.name, result: result as Json, made: provenance((performance.now() - start) / 1000) };
    await writeFileAtomic(out, `${writeJson(record as unknown as Json)}\n`);
  }
  const tables = [study.claimsTable(result), ...Object.values(study.tables).map((table) => table(result))];
  return tables.map((table) => `\n${table}\n`).join("");
}

function parse({ options }: Study, args: readonly string[]): Record<string, string | boolean | undefined> {
  const flags = {
    quick: { type: "boolean" },
    fresh: { type: "boolean" },
    help: { type: "boolean", short: "h" },
  } as const;
  const texts = Object.fromEntries([...Object.keys(options), "out"].map((name) => [name, { type: "string" as const }]));
  const config: ParseArgsConfig = { args: [...args], options: { ...texts, ...flags } };
  try {
    return { ...parseArgs(config).values } as Record<string, string | boolean | undefined>;
  } catch (error) {
    const [sentence] = (error as Error).message.split(/\. |\n/);
    throw new RangeError(
      `${sentence}; there are ${Object.keys({ ...texts, ...flags })
        .map((name) => `--${name}`)
        .join(", ")}.`,
    );
  }
}

/** An option's value: the text itself where the option's values are texts, JSON otherwise. The study checks it. */
function parseValue({ options }: Study, name: string, text: string): unknown {
  const standard = options[name]?.default;
  if (typeof standard === "string") return text;
  try {
    return JSON.parse(text);
  } catch {
    throw new RangeError(`--${name} is "${text}"; give something like ${JSON.stringify(standard)}.`);
  }
}

function optionsOf({ name, question, options }: Study): string {
  const lines = Object.entries(options).map(
    ([option, { default: standard, about }]) => `  --${`${option} ${JSON.stringify(standard)}`.padEnd(40)}  ${about}`,
  );
  return `${name}: ${question}\n\nOptions with their defaults:\n\n${lines.join("\n")}\n\n${usage}`;
}
