import { Module } from "node:module";
import path from "node:path";
import { types } from "node:util";
import { type CompilableModule, installLocalFiles, resolveLocalFile } from "./localFiles.js";
import { ts } from "./typescript.js";

/** What `require` says of modules that only `import()` can load. */
const ONLY_IMPORT = new Set(["ERR_REQUIRE_ASYNC_MODULE", "ERR_REQUIRE_ESM", "ERR_PACKAGE_PATH_NOT_EXPORTED"]);

/** The modules that cells import: by `require` where that can load them, else by Node's own `import()`. */
export class Modules {
  readonly #imported = new Map<string, object>();
  readonly #nativeImport: (id: string) => Promise<object>;
  /** The last module that `require` could not load, but `import` could. */
  refused: { id: string; error: unknown } | undefined;

  /** @param requireFrom resolves from `folder` */
  constructor(
    private readonly folder: string,
    private readonly requireFrom: (id: string) => unknown,
  ) {
    installLocalFiles();
    // As a module in the folder, so that Node resolves from there.
    const importer = new Module(path.join(folder, "cell.js")) as CompilableModule;
    importer._compile("module.exports = (id) => import(id);", importer.id);
    this.#nativeImport = importer.exports;
  }

  /** What an `import` declaration of a cell becomes. */
  require(id: string): unknown {
    const imported = this.#imported.get(id);
    if (imported) return imported;
    try {
      return this.requireFrom(resolveLocalFile(id, this.folder) ?? id);
    } catch (error) {
      if (isOnlyForImport(error)) this.refused = { id, error };
      throw error;
    }
  }

  /** What `import()` gives; from then on `require` gives the same. */
  async import(id: string): Promise<object> {
    try {
      if (!isAddress(id)) return asNamespace(this.require(id));
    } catch (error) {
      if (!isOnlyForImport(error)) throw error;
    }
    const namespace = await this.#nativeImport(id);
    this.#imported.set(id, { ...namespace, __esModule: true });
    return namespace;
  }
}

/** The modules that a cell imports before it does anything else. */
export function leadingImports(code: string): string[] {
  const { statements } = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.Latest);
  const end = statements.findIndex((statement) => !ts.isImportDeclaration(statement));
  return statements
    .slice(0, end < 0 ? undefined : end)
    .flatMap((statement) =>
      ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)
        ? [statement.moduleSpecifier.text]
        : [],
    );
}

function isOnlyForImport(error: unknown): boolean {
  return error instanceof Error && "code" in error && ONLY_IMPORT.has(String(error.code));
}

function isAddress(id: string): boolean {
  return /^(file|data):/.test(id);
}

/** A module of either kind as `import()` gives it. */
function asNamespace(loaded: unknown): object {
  if (typeof loaded !== "object" || loaded === null) return { default: loaded };
  if (types.isModuleNamespaceObject(loaded)) return loaded;
  return "__esModule" in loaded ? loaded : { ...loaded, default: loaded };
}
