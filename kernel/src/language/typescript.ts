/**
 * tslab asks for a TypeScript of its own, 5.0 with some functions more. The lockfile gives it a newer one, and this module,
 * which has to be loaded before tslab's converter is, what else it asks for; it also lets cells pass through our steps.
 */
import { createRequire, SourceMap } from "node:module";
import path from "node:path";
import type * as TypeScript from "@tslab/typescript-for-tslab";
import { keepSmall } from "../smallSource.js";
import { toFunctionBody } from "./commonjs.js";
import { complete, type Internals, quickInfoAt } from "./compilerServices.js";
import { referToEarlierNames } from "./earlierNames.js";
import { folder } from "./folder.js";
import { declareHoisted } from "./hoisted.js";
import { makeStoppable } from "./stoppable.js";

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
export const ts: typeof TypeScript & Internals = fromTslab(typescriptPath);

/** The file in which tslab declares what earlier cells declared. */
const DECLARATIONS = "__prev__.d.ts";
/** The file in which tslab keeps the cell. */
const CELL_FILE = "__tslab__.ts";
/** The ES module that the cell that is being converted has become. */
let cellModule: string | undefined;
const locators = new Map<string, Locate>();
let declaredNames: readonly string[] = [];
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

/** The types of Node, of what every cell can use, and of the packages that the folder's own declare. */
function typeRoots(): string[] {
  const own = path.join(path.dirname(require.resolve("momenta-kernel/package.json")), "types");
  const node = path.dirname(path.dirname(require.resolve("@types/node/package.json")));
  const roots = [own, node];
  for (let parent = folder; ; parent = path.dirname(parent)) {
    roots.push(path.join(parent, "node_modules", "@types"));
    if (parent === path.dirname(parent)) return [...new Set(roots)];
  }
}

/** What this Node has of the language's library. */
function libraries(): string[] {
  const [major = 20] = process.versions.node.split(".").map(Number);
  const of20 = ["es2023", "es2024.arraybuffer", "es2024.sharedmemory", "es2024.string"];
  const of22 = ["es2024", "esnext.array", "esnext.collection", "esnext.iterator"];
  return (major >= 22 ? of22 : of20).map((name) => `lib.${name}.d.ts`);
}

function getPreEmitDiagnosticsOfFiles(
  program: TypeScript.Program,
  files: readonly TypeScript.SourceFile[],
): readonly TypeScript.Diagnostic[] {
  lastDiagnostics = ts.sortAndDeduplicateDiagnostics(
    files.flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
      ...program.getDeclarationDiagnostics(file),
    ]),
  );
  return lastDiagnostics;
}

/** As tslab's, but with source maps, all types, packages by their `exports`, and files outside the notebook's folder. */
function createWatchCompilerHost(
  rootFiles: string[],
  options: TypeScript.CompilerOptions,
  system: TypeScript.System,
  _createProgram: null,
  ...reporters: [TypeScript.DiagnosticReporter, TypeScript.WatchStatusReporter]
): TypeScript.WatchCompilerHost<TypeScript.BuilderProgram> {
  const { noImplicitUseStrict: _, ...kept } = options;
  const ourOptions: TypeScript.CompilerOptions = {
    ...kept,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    experimentalDecorators: false,
    strict: false,
    lib: libraries(),
    types: ["*"],
    typeRoots: typeRoots(),
    inlineSourceMap: true,
    noEmitHelpers: true,
    rootDir: path.parse(folder).root,
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
  const find = (name: string) => program.getSourceFiles().find((file) => path.basename(file.fileName) === name);
  const declarations = find(DECLARATIONS);
  // Not in TypeScript's published types, but tslab asks for it as well.
  const { locals } = (find(CELL_FILE) ?? {}) as { locals?: Map<string, TypeScript.Symbol> };
  // What `declare global` is called; tslab would have it exported.
  locals?.delete("__global");
  if (locals) declaredNames = [...locals.keys()];
  return {
    ...builder,
    getAllDependencies: () => sources.map((file) => file.fileName),
    emit: (file, write, cancel, declarationsOnly, transformers) => {
      const name = path.basename(file?.fileName ?? "");
      // Files on disk are compiled when they are loaded; what is left are the cell, and modules that tslab keeps.
      if (name !== CELL_FILE && ts.sys.fileExists(file?.fileName ?? "")) return { emitSkipped: true, diagnostics: [] };
      const before = [...(declarations ? [referToEarlierNames(ts, checker, declarations)] : []), makeStoppable(ts)];
      const writeInOutDir: TypeScript.WriteFileCallback = (fileName, text, ...rest) => {
        if (name === CELL_FILE && fileName.endsWith(".js")) cellModule = text;
        const hoisted = file && locals && fileName.endsWith(".d.ts") ? declareHoisted(ts, checker, file, locals) : "";
        write?.(path.posix.join("outDir", path.basename(fileName)), text + hoisted, ...rest);
      };
      return builder.emit(file, writeInOutDir, cancel, declarationsOnly, { ...transformers, before });
    },
  };
};

/** tslab's second step, from an ES module to CommonJS: joins its source map with that of the first step. */
function transpileModule(javascript: string, options: TypeScript.TranspileOptions): TypeScript.TranspileOutput {
  const [code = "", encoded] = javascript.split("//# sourceMappingURL=data:application/json;base64,");
  const { noImplicitUseStrict: _, ...kept } = options.compilerOptions ?? {};
  const compilerOptions: TypeScript.CompilerOptions = { ...kept, noEmitHelpers: true, sourceMap: true };
  // tslab has modules besides, cells that say `@module`.
  const transformers = javascript === cellModule ? toFunctionBody(ts) : {};
  const output = ts.transpileModule(code, { ...options, compilerOptions, transformers });
  const outputText = output.outputText.replace(/\/\/# sourceMappingURL=.*\s*$/, "");
  const { sourceMapText } = output;
  if (encoded && sourceMapText) {
    locators.set(outputText, (place) => {
      const middle = original(sourceMapText, place);
      const cell = middle && original(Buffer.from(encoded, "base64").toString(), middle);
      // tslab puts one line before the cell's code.
      return cell && { line: cell.line - 1, column: cell.column };
    });
  }
  return { ...output, outputText };
}

/** Read only when an error asks: as text, the maps of a thousand cells are small. */
function original(map: string, { line, column }: Place): Place | undefined {
  const entry = new SourceMap(JSON.parse(map)).findEntry(line, column);
  return "originalLine" in entry ? { line: entry.originalLine, column: entry.originalColumn } : undefined;
}

// An edited file is picked up when the kernel restarts; watching thousands of declarations costs time all the while.
ts.sys.watchFile = () => ({ close: () => {} });
ts.sys.watchDirectory = () => ({ close: () => {} });

const loaded = require.cache[typescriptPath];
if (loaded)
  loaded.exports = {
    ...ts,
    Completions: { ...ts.Completions, getCompletionsAtPositionForTslab: complete(ts) },
    createWatchCompilerHost,
    getDefaultTypeRoots: typeRoots,
    getNullTransformationContext: () => ts.nullTransformationContext,
    getPreEmitDiagnosticsOfFiles,
    getQuickInfoAtPosition: quickInfoAt(ts),
    transpileModule,
  };
