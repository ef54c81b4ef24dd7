import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire, SourceMap } from "node:module";
import path from "node:path";
import { type Place, ts } from "./typescript.js";

/** A module that can be given its code; Node's types leave that out. */
export interface CompilableModule extends NodeJS.Module {
  _compile(code: string, filename: string): void;
}

const EXTENSIONS = [".ts", ".tsx"];
const maps = new Map<string, SourceMap>();

/** From now on, `require` of a TypeScript file compiles it. Its types are checked with the cell that imports it. */
export function installLocalFiles(): void {
  // Deprecated, but the one way that works from Node 20 on.
  const loaders = createRequire(__filename).extensions;
  for (const extension of EXTENSIONS)
    loaders[extension] = (module, filename) => load(module as CompilableModule, filename);
}

/** The TypeScript file that `id` means when it is imported from `folder`, if it means one. */
export function resolveLocalFile(id: string, folder: string): string | undefined {
  if (!/^\.{0,2}\//.test(id)) return undefined;
  const file = path.resolve(folder, id);
  const bases = [file.replace(/\.js$/, ""), path.join(file, "index")];
  const candidates = [file, ...bases.flatMap((base) => EXTENSIONS.map((extension) => base + extension))];
  return candidates.find(
    (candidate) =>
      EXTENSIONS.includes(path.extname(candidate)) && existsSync(candidate) && statSync(candidate).isFile(),
  );
}

/** The place in a TypeScript file that a place in its JavaScript was made from. */
export function placeInLocalFile(file: string, { line, column }: Place): Place | undefined {
  const entry = maps.get(file)?.findEntry(line, column);
  return entry && "originalLine" in entry ? { line: entry.originalLine, column: entry.originalColumn } : undefined;
}

function load(module: CompilableModule, filename: string): void {
  const { outputText, sourceMapText } = ts.transpileModule(readFileSync(filename, "utf8"), {
    fileName: filename,
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      jsx: ts.JsxEmit.React,
      esModuleInterop: true,
      sourceMap: true,
    },
  });
  if (sourceMapText) maps.set(filename, new SourceMap(JSON.parse(sourceMapText)));
  const { require } = module;
  module.require = (id) => require.call(module, resolveLocalFile(id, path.dirname(filename)) ?? id);
  module._compile(outputText, filename);
}
