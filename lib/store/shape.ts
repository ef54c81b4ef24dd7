import type { Head, Provenance, StoredRun } from "./record.js";

type Shape<Fields> = Readonly<Record<keyof Fields, (value: unknown) => boolean>>;

const text = (value: unknown) => typeof value === "string";
const date = (value: unknown) => typeof value === "string" && !Number.isNaN(Date.parse(value));
const object = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);

const head: Shape<Head> = { key: text, experiment: text, version: Number.isFinite, made: object };
const record: Shape<StoredRun> = { ...head, configuration: object, result: object };
const provenance: Shape<Provenance> = {
  at: date,
  seconds: Number.isFinite,
  momenta: text,
  node: text,
  tensorflow: text,
  device: text,
};

/** What keeps a value from being a record: a field that is missing, has another type, or is none of a record's. */
export function wrongInRecord(value: unknown): string | undefined {
  return wrong(value, record) ?? wrong((value as StoredRun).made, provenance, "made.");
}

/** The same of a head. */
export function wrongInHead(value: unknown): string | undefined {
  return wrong(value, head) ?? wrong((value as Head).made, provenance, "made.");
}

function wrong(value: unknown, shape: Readonly<Record<string, (value: unknown) => boolean>>, path = "") {
  if (!object(value)) return "it is no object";
  const fields = value as Readonly<Record<string, unknown>>;
  for (const name in shape) {
    if (!Object.hasOwn(fields, name)) return `${path}${name} is missing`;
    if (shape[name]?.(fields[name]) !== true) return `${path}${name} is no such thing`;
  }
  for (const name in fields) if (!Object.hasOwn(shape, name)) return `${path}${name} is no field of a record`;
  return undefined;
}
