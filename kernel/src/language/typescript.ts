/**
 * tslab fixes the compiler's options and has no source maps. This module hands tslab a TypeScript that differs in
 * a few functions, and has to be loaded before tslab's converter is.
 */
import { createRequire, SourceMap } from "node:module";
import path from "node:path";
import type * as TypeScript from "@tslab/typescript-for-tslab";
import { keepSmall } from "../smallSource.js";
import { redirectImports } from "./dynamicImport.js";
import { expandShorthand } from "./shorthand.js";
import { makeLoopsStoppable } from "./stoppableLoops.js";

/** A place in a text; both numbers count from zero. */
export interface Place {
  line: number;
  column: number;
}

/** Finds the place in a cell's code that a place in its JavaScript was made from. */
export type Locate = (place: Place) => Place | undefined;

const fromTslab = createRequire(require.resolve("tslab/package.json"));
const typescriptPath = fromTslab.resolve("@tslab/typescript-for-tslab");

keepSmall(typescriptPath);
/** The compiler that tslab uses. */
export const ts: typeof TypeScript = fromTslab(typescriptPath);

const typesOfNotebooks = path.join(path.dirname(require.resolve("momenta-kernel/package.json")), "types");
/** The file in which tslab declares what earlier cells declared. */
const DECLARATIONS = "__prev__.d.ts";
/** The file in which tslab keeps the cell. */
const CELL = "__tslab__.ts";
/** The symbol of the global function that `import()` becomes in a cell. */
export const IMPORT = "momenta.import";
/** The global object that the loops of cells look at. */
export const STOPPER = "__stopper__";
const locators = new Map<string, Locate>();
let declaredNames: string[] = [];
let lastDiagnostics: readonly TypeScript.Diagnostic[] = [];

/** What finds the places of `javascript` in the cell it was converted from. Asked once for each conversion. */
export function takeLocator(javascript: string): Locate {
  const locate = locators.get(javascript) ?? (() => undefined);
  locators.clear();
  return locate;
}

/** The names that the cell that was converted last declares at its top. */
export function namesOfLastCell(): readonly string[] {
  return declaredNames;
}

/** All that the compiler said about the cell that was converted last, and about the files that it imports. */
export function diagnosticsOfLastCell(): readonly TypeScript.Diagnostic[] {
  return lastDiagnostics;
}

const getPreEmitDiagnosticsOfFiles: typeof ts.getPreEmitDiagnosticsOfFiles = (...args) => {
  lastDiagnostics = ts.getPreEmitDiagnosticsOfFiles(...args);
  return lastDiagnostics;
};

/**
 * Adds inline source maps, the types of what every cell can use, and a step to the conversion; finds packages by
 * their `exports`, files outside the notebook's folder, and has decorators as JavaScript will.
 */
function createWatchCompilerHost(
  rootFiles: string[],
  options: TypeScript.CompilerOptions,
  system: TypeScript.System,
  _createProgram: null,
  ...reporters: [TypeScript.DiagnosticReporter, TypeScript.WatchStatusReporter]
): TypeScript.WatchCompilerHost<TypeScript.BuilderProgram> {
  const typeRoots = [...(options.typeRoots ?? []), typesOfNotebooks];
  const ourOptions = {
    ...options,
    // All of it is in Node 20.
    lib: ["lib.es2023.d.ts"],
    inlineSourceMap: true,
    typeRoots,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    rootDir: path.parse(process.cwd()).root,
    experimentalDecorators: false,
  };
  return ts.createWatchCompilerHost(rootFiles, ourOptions, system, createProgram, ...reporters);
}

/**
 * The default builder works out which file depends on which, anew for every cell, though here only the cell changes.
 * All that tslab asks is which files, other than declarations, the cell needs.
 */
const createProgram: TypeScript.CreateProgram<TypeScript.BuilderProgram> = (...args) => {
  const builder = ts.createAbstractBuilder(...args);
  const program = builder.getProgram();
  // Making the checker binds names to files, which tslab takes for done.
  const checker = program.getTypeChecker();
  const sources = program.getSourceFiles().filter((file) => !file.isDeclarationFile);
  return {
    ...builder,
    getAllDependencies: () => sources.map((file) => file.fileName),
    emit: (file, write, cancel, declarationsOnly, transformers) => {
      const name = path.basename(file?.fileName ?? "");
      // Files on disk are compiled when they are loaded; what is left are the cell, and modules that tslab keeps.
      if (name !== CELL && ts.sys.fileExists(file?.fileName ?? "")) return { emitSkipped: true, diagnostics: [] };
      // Not in TypeScript's published types, but tslab asks for it as well.
      const { locals } = file as unknown as { locals?: Map<string, unknown> };
      if (name === CELL) declaredNames = [...(locals?.keys() ?? [])];
      const before = [expandShorthand(ts, checker, DECLARATIONS), makeLoopsStoppable(ts, STOPPER)];
      const writeInOutDir: TypeScript.WriteFileCallback = (fileName, ...rest) =>
        write?.(path.posix.join("outDir", path.basename(fileName)), ...rest);
      return builder.emit(file, writeInOutDir, cancel, declarationsOnly, { ...transformers, before });
    },
  };
};

/** tslab's second step, from ES modules to CommonJS: joins its source map with that of the first step. */
function transpileModule(javascript: string, options: TypeScript.TranspileOptions): TypeScript.TranspileOutput {
  const [code = "", encoded] = javascript.split("//# sourceMappingURL=data:application/json;base64,");
  const compilerOptions = { ...options.compilerOptions, sourceMap: true };
  const transformers = { before: [redirectImports(ts, IMPORT)] };
  const output = ts.transpileModule(code, { ...options, compilerOptions, transformers });
  const outputText = output.outputText.replace(/\/\/# sourceMappingURL=.*\s*$/, "");
  if (encoded && output.sourceMapText) {
    const toModule = new SourceMap(JSON.parse(output.sourceMapText));
    const toCell = new SourceMap(JSON.parse(Buffer.from(encoded, "base64").toString()));
    locators.set(outputText, (place) => {
      const middle = original(toModule, place);
      const cell = middle && original(toCell, middle);
      // tslab puts one line before the cell's code.
      return cell && { line: cell.line - 1, column: cell.column };
    });
  }
  return { ...output, outputText };
}

function original(map: SourceMap, { line, column }: Place): Place | undefined {
  const entry = map.findEntry(line, column);
  return "originalLine" in entry ? { line: entry.originalLine, column: entry.originalColumn } : undefined;
}

// An edited file is picked up when the kernel restarts; watching thousands of declarations costs time all the while.
ts.sys.watchFile = () => ({ close: () => {} });
ts.sys.watchDirectory = () => ({ close: () => {} });

const loaded = require.cache[typescriptPath];
if (loaded) loaded.exports = { ...ts, createWatchCompilerHost, getPreEmitDiagnosticsOfFiles, transpileModule };
