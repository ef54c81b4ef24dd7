import { inspect, types } from "node:util";
import { formatValue, gridBundle, MOST_COLUMNS, MOST_ROWS, missing } from "./grid.js";
import type { MimeBundle } from "./mimeBundle.js";

type PlainRecord = Readonly<Record<string, unknown>>;

/** Whether it is a list of plain records, two at least, of which each has a value that is a number or a word. */
export function isRecords(value: object): value is readonly PlainRecord[] {
  return !types.isProxy(value) && Array.isArray(value) && value.length > 1 && value.every(isPlainRecord);
}

function isPlainRecord(value: unknown): value is PlainRecord {
  if (typeof value !== "object" || value === null || types.isProxy(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return false;
  const properties = Object.values(Object.getOwnPropertyDescriptors(value));
  return properties.every((property) => "value" in property) && properties.some(({ value }) => isWord(value));
}

function isWord(value: unknown): boolean {
  return ["number", "string", "boolean", "bigint"].includes(typeof value);
}

/** The first records as the rows of a table, with a column for each name. */
export function recordsBundle(records: readonly PlainRecord[]): MimeBundle {
  const shown = records.slice(0, MOST_ROWS);
  const names = [...new Set(shown.flatMap((record) => Object.keys(record)))];
  const columns = names.slice(0, MOST_COLUMNS);
  return gridBundle({
    title: `${records.length} records`,
    heads: ["", ...columns],
    rows: shown.map((record, index) => [String(index), ...columns.map((name) => cell(record, name))]),
    missing: [...missing(records.length, shown.length, "rows"), ...missing(names.length, columns.length, "columns")],
  });
}

function cell(record: PlainRecord, name: string): string {
  if (!Object.hasOwn(record, name)) return "";
  const value = record[name];
  if (isWord(value)) return formatValue(value);
  const text = inspect(value, { depth: 0, breakLength: Number.POSITIVE_INFINITY, maxArrayLength: 4 });
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
