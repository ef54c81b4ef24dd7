import type * as TypeScript from "@tslab/typescript-for-tslab";
import { ts } from "../language/index.js";

/** The source of a cell, and what TypeScript knows about it. */
export interface Compiled {
  file: TypeScript.SourceFile;
  checker: TypeScript.TypeChecker;
  /** What is wrong with its types. */
  diagnostics: readonly TypeScript.Diagnostic[];
}

const CELL = "cell.ts";
const OPTIONS: TypeScript.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  lib: ["lib.es2023.d.ts"],
  types: [],
};

/** Compiles a cell by itself: what it imports, or takes from other cells, is of type `any`. */
export function compile(source: string): Compiled {
  const host = ts.createCompilerHost(OPTIONS);
  const program = ts.createProgram([CELL], OPTIONS, {
    ...host,
    getSourceFile: (name, options) =>
      name === CELL ? ts.createSourceFile(name, source, options, true) : host.getSourceFile(name, options),
    resolveModuleNames: (names) => names.map(() => undefined),
  });
  const file = program.getSourceFile(CELL);
  if (!file) throw new Error("the cell is lost");
  return { file, checker: program.getTypeChecker(), diagnostics: program.getSemanticDiagnostics(file) };
}
