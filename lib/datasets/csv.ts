import { readFileSync } from "node:fs";
import { basename, extname } from "node:path";
import { parse } from "papaparse";
import { inWords, requireArgument, requireKnown, text } from "../arguments/index.js";
import { requireList } from "./check.js";
import type { Dataset } from "./dataset.js";
import { dataset, type HeldOutOptions } from "./ownDataset.js";

interface Columns extends HeldOutOptions {
  /** The columns of the inputs; all but those of `label` or `target` where left out. */
  readonly inputs?: readonly string[];
  /** A file, or a text, of examples for testing: the same columns, in mixed order. */
  readonly test?: string;
  /** What the data set is called; as the file where left out. */
  readonly name?: string;
}

/** Which columns are what. */
export type CsvOptions = Columns &
  (
    | {
        /** The column of the classes: words or numbers, its entries are their names. */
        readonly label: string;
        /** The names of the classes in the order of their numbers; sorted where left out. */
        readonly classes?: readonly string[];
        readonly target?: undefined;
      }
    | {
        /** The column, or columns, of the targets. */
        readonly target: string | readonly string[];
        readonly label?: undefined;
        readonly classes?: undefined;
      }
  );

const names = ["label", "target", "inputs", "classes", "test", "heldOut", "seed", "name"];

/**
 * A data set from comma-separated values, the first row the names of the columns: inputs and targets are columns of numbers,
 * classes one of words. Semicolons and tabs divide columns too.
 *
 * ```ts
 * const flowers = csv("sepal,petal,species\n5.1,1.4,setosa\n6.4,4.5,versicolor\n", { label: "species" });
 * const prices = csv("houses.csv", { target: "price", inputs: ["rooms", "area"], heldOut: 0.2, seed: 1 });
 * ```
 *
 * @param source the path of a file, or a text of several lines
 * @throws RangeError where a column is not there, a number is missing or is none, a row has more or fewer fields than there are
 *   columns, naming row and column, or where `dataset` does
 */
export function csv(source: string, options: CsvOptions): Dataset {
  requireArgument("csv", "the file", source, text);
  requireKnown("csv", options, names);
  const { label, target, classes, test, heldOut, seed } = options;
  const name = options.name ?? (isText(source) ? "CSV" : basename(source, extname(source)));
  if ((label === undefined) === (target === undefined)) {
    throw new TypeError(
      `csv: give one column as label, for classification, or one or several as target, for regression.`,
    );
  }
  const table = readTable(source, name);
  const wanted = [label ?? target].flat() as string[];
  for (const column of wanted) placeOf(table, column);
  const inputs = options.inputs ?? table.columns.filter((column) => !wanted.includes(column));
  requireList("csv, inputs", inputs, "names of columns");
  const part = (from: Table) => ({
    inputs: numbers(from, inputs),
    ...(label === undefined ? { targets: numbers(from, wanted) } : { labels: words(from, label) }),
  });
  const tested = test === undefined ? undefined : part(readTable(test, `${name}, test`));
  return dataset({
    ...{ name, ...part(table) },
    ...(tested && { test: tested }),
    ...(classes && { classes }),
    ...(heldOut !== undefined && { heldOut }),
    ...(seed !== undefined && { seed }),
  } as Parameters<typeof dataset>[0]);
}

/** Rows of text under the names of their columns. */
interface Table {
  readonly described: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

function isText(source: string): boolean {
  return source.includes("\n");
}

/** @throws RangeError where there are no rows, a row has another number of fields, or a quote is not closed */
function readTable(source: string, name: string): Table {
  const described = `csv ${name}`;
  const { data, errors } = parse(isText(source) ? source : readFileSync(source, "utf8"), { skipEmptyLines: "greedy" });
  const broken = errors.find(({ type }) => type === "Quotes");
  if (broken !== undefined) throw new RangeError(`${described}: row ${broken.row} under the names: ${broken.message}.`);
  const [columns = [], ...rows] = data.map((row) => row.map((field) => field.trim()));
  if (rows.length === 0) throw new RangeError(`${described}: there are no rows under the names of the columns.`);
  const twice = columns.find((column, at) => columns.indexOf(column) !== at);
  if (twice !== undefined) {
    throw new RangeError(`${described}: two columns are called ${JSON.stringify(twice)}; give each a name of its own.`);
  }
  const ragged = rows.findIndex((row) => row.length !== columns.length);
  if (ragged < 0) return { described, columns, rows };
  throw new RangeError(
    `${described}: row ${ragged + 1} under the names has ${rows[ragged]?.length} fields; give ${columns.length}, one for each column.`,
  );
}

function placeOf({ described, columns }: Table, column: string): number {
  const place = columns.indexOf(column);
  if (place >= 0) return place;
  throw new RangeError(`${described}: there is no column ${inWords(column)}; there are ${columns.join(", ")}.`);
}

/** @throws RangeError where a cell is missing, or no finite number */
function numbers(table: Table, columns: readonly string[]): number[][] {
  const places = columns.map((column) => placeOf(table, column));
  return table.rows.map((row, at) =>
    places.map((place) => {
      const value = Number(row[place]);
      if (row[place] !== "" && Number.isFinite(Math.fround(value))) return value;
      throw wrongCell(table, at, place, "a finite number");
    }),
  );
}

/** @throws RangeError where a cell is missing */
function words(table: Table, column: string): string[] {
  const place = placeOf(table, column);
  return table.rows.map((row, at) => {
    if (row[place] !== "") return row[place] as string;
    throw wrongCell(table, at, place, "the name of a class");
  });
}

function wrongCell({ described, columns, rows }: Table, row: number, place: number, allowed: string): RangeError {
  const found = rows[row]?.[place] === "" ? "empty" : inWords(rows[row]?.[place]);
  return new RangeError(
    `${described}: row ${row + 1} under the names, column ${JSON.stringify(columns[place])}, is ${found}; give ${allowed}.`,
  );
}
