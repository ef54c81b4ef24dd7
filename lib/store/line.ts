import { type Json, readJson, writeJson } from "../configuration/index.js";
import { digest, keyOf } from "./key.js";
import type { Listed, StoredRun } from "./record.js";
import { wrongInHead, wrongInRecord } from "./shape.js";

/** Why a file holds no record of the store, in a word and in a few. */
export class Fault extends Error {
  constructor(
    readonly kind: "damaged" | "edited" | "foreign" | "old" | "unreadable",
    reason: string,
  ) {
    super(reason);
  }
}

const START = '{"checksum":"';
const LENGTH = `${START}${digest("")}",`.length;
/** What `writeJson` writes has no space outside of strings, so that each of these stands in a line once. */
const [CONFIGURATION, RESULT] = [', "configuration":', ', "result":'] as const;

/**
 * A record as a line of JSON: first a checksum of all that comes after it, then its head, then the rest.
 *
 * @throws TypeError where the record lacks a field, or one is wrong, naming it
 */
export function lineOf(run: StoredRun): string {
  const wrong = wrongInRecord(run);
  if (wrong !== undefined) throw new TypeError(`a run that cannot be stored: ${wrong}.`);
  const { configuration, result, key, experiment, version, made } = run;
  const head = Object.entries({ key, experiment, version, made }).map(([name, value]) => `"${name}":${json(value)}`);
  const rest = `${head.join()}${CONFIGURATION}${json(configuration)}${RESULT}${json(result)}}\n`;
  return `${START}${digest(rest)}",${rest}`;
}

const json = (value: unknown) => writeJson(value as Json);

/** The record that `lineOf` wrote. @throws Fault where a byte of the line is another one */
export function runOf(line: Buffer): StoredRun {
  const run = readJson(`{${checked(line)}`) as unknown as StoredRun;
  const wrong = wrongInRecord(run);
  if (wrong !== undefined) throw new Fault("foreign", wrong);
  const { key, experiment, version, configuration } = run;
  if (key !== keyOf({ experiment, version, configuration })) {
    throw new Fault("foreign", "its key is not the hash of its configuration");
  }
  return run;
}

/** The head of the record that `lineOf` wrote, without making objects of the rest. @throws Fault where `runOf` does */
export function headOf(line: Buffer): Listed {
  const rest = checked(line);
  const end = Math.max(0, rest.indexOf(CONFIGURATION));
  const head = JSON.parse(`{${rest.toString("utf8", 0, end)}}`);
  const wrong = wrongInHead(head);
  if (wrong !== undefined) throw new Fault("foreign", wrong);
  head.configuration = rest.toString("utf8", end + CONFIGURATION.length, rest.indexOf(RESULT, end));
  return head;
}

/** What comes after the checksum. */
function checked(line: Buffer): Buffer {
  const rest = line.subarray(LENGTH);
  if (line.toString("latin1", 0, LENGTH) === `${START}${digest(rest)}",`) return rest;
  throw faultOf(line);
}

function faultOf(line: Buffer): Fault {
  let value: unknown;
  try {
    value = readJson(line.toString());
  } catch {
    return new Fault("damaged", line.at(-1) === "\n".charCodeAt(0) ? "it is no JSON" : "its end is missing");
  }
  if (typeof value === "object" && value !== null && "checksum" in value) {
    return new Fault("edited", "it is not what its checksum was made of");
  }
  const wrong = wrongInRecord(value);
  return wrong === undefined ? new Fault("old", "it has no checksum") : new Fault("foreign", wrong);
}
