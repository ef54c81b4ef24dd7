/**
 * What papermill's translator asks, as JSON on stdin and stdout: what a `parameters` cell declares, and which of some
 * values are not of their declared types.
 */
import { readFileSync } from "node:fs";
import { compile } from "./compile.js";
import { readDeclarations } from "./declarations.js";
import { assign, misfits } from "./misfits.js";
import { widen } from "./widen.js";

/** The source of the cell, and values for its names as TypeScript expressions. */
interface Question {
  cell: string;
  values: Record<string, string>;
}

const { cell, values }: Question = JSON.parse(readFileSync(0, "utf8"));
const compiled = compile(`${assign(values)}\n${widen(cell)}`);
process.stdout.write(JSON.stringify({ declarations: readDeclarations(compiled), misfits: misfits(compiled) }));
