import { readFileSync } from "node:fs";
import { Module } from "node:module";

/** A module that can be given its source; not in Node's types, but used by every compiler that hooks into `require`. */
interface CompilableModule extends Module {
  _compile(source: string, file: string): void;
}

/** The bytes of one character beyond ASCII in UTF-8, each read as a character. */
const CHARACTER = /[\xc2-\xf4][\x80-\xbf]+/g;

function escapeOf(bytes: string): string {
  const units = Buffer.from(bytes, "latin1").toString().split("");
  return units.map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
}

/**
 * Has `require` load this file with escapes in place of what lies beyond ASCII: a text with a single arrow in it
 * takes two bytes for each of its characters, here for eight million of them.
 */
export function keepSmall(file: string): void {
  const extensions = (Module as unknown as { _extensions: Record<string, (module: Module, file: string) => void> })
    ._extensions;
  const load = extensions[".js"];
  extensions[".js"] = (module, name) => {
    if (name !== file) return load?.(module, name);
    extensions[".js"] = load as NonNullable<typeof load>;
    const source = readFileSync(file, "latin1").replace(CHARACTER, escapeOf);
    (module as CompilableModule)._compile(source, file);
  };
}
