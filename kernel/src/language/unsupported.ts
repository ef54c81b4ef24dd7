import type { Node, SourceFile } from "@tslab/typescript-for-tslab";
import type { Diagnostic } from "tslab/dist/converter.js";
import { CELL } from "./cell.js";
import { ts } from "./typescript.js";

/** One sentence where a cell has the one name that it cannot have. */
export function reservedName(code: string): Diagnostic[] | undefined {
  if (!code.includes(CELL)) return undefined;
  const file = parse(code, "cell.ts");
  const reserved = find(file, (node) => ts.isIdentifier(node) && node.text === CELL);
  return reserved && [diagnostic(file, reserved, 2397, `The name ${CELL} is the kernel's own; choose another.`)];
}

/** One sentence in place of what the compiler makes of JSX; undefined for a cell that it finds something else in. */
export function jsxInCell(code: string): Diagnostic[] | undefined {
  if (parseErrors(parse(code, "cell.ts")) === 0) return undefined;
  const file = parse(code, "cell.tsx");
  const jsx = parseErrors(file) === 0 ? find(file, isJsx) : undefined;
  return jsx && [diagnostic(file, jsx, 17004, "JSX is not supported in cells. To show HTML, write html`<b>bold</b>`.")];
}

function parse(code: string, name: string): SourceFile {
  return ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true);
}

function parseErrors(file: SourceFile): number {
  // Not in TypeScript's published types, but in every version of it.
  return (file as SourceFile & { parseDiagnostics: readonly unknown[] }).parseDiagnostics.length;
}

function find(node: Node, isWanted: (node: Node) => boolean): Node | undefined {
  return isWanted(node) ? node : ts.forEachChild(node, (child) => find(child, isWanted));
}

function isJsx(node: Node): boolean {
  return ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node);
}

function diagnostic(file: SourceFile, node: Node, code: number, messageText: string): Diagnostic {
  const position = (offset: number) => ({ offset, ...file.getLineAndCharacterOfPosition(offset) });
  const [start, end] = [position(node.getStart(file)), position(node.getEnd())];
  return { start, end, messageText, category: ts.DiagnosticCategory.Error, code };
}
