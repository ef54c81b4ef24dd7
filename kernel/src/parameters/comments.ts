import type * as TypeScript from "@tslab/typescript-for-tslab";
import { ts } from "../language/index.js";

/** The comment that says what a declaration is for: behind it on its line, else above it or above its statement. */
export function helpOf(declaration: TypeScript.VariableDeclaration, statement: TypeScript.VariableStatement): string {
  const { text } = statement.getSourceFile();
  const isLast = statement.declarationList.declarations.at(-1) === declaration;
  const end = isLast ? statement.end : text.indexOf(",", declaration.end) + 1;
  const isOnLastLine = !text.slice(end, statement.end).includes("\n");
  return (
    behind(text, end) ||
    above(text, declaration) ||
    (isOnLastLine ? behind(text, statement.end) : "") ||
    above(text, statement)
  );
}

function behind(text: string, end: number): string {
  return wordsOf(text, ts.getTrailingCommentRanges(text, end) ?? []);
}

/** What stands above without an empty line between. */
function above(text: string, node: TypeScript.Node): string {
  const ranges = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
  const after = (index: number) => ranges[index + 1]?.pos ?? node.getStart();
  const isApart = ranges.map(({ end }, index) => /\n\s*\n/.test(text.slice(end, after(index))));
  return wordsOf(text, ranges.slice(isApart.lastIndexOf(true) + 1));
}

function wordsOf(text: string, ranges: readonly TypeScript.CommentRange[]): string {
  const comments = ranges.map(({ pos, end }) =>
    text.slice(pos, end).replace(/^\/\/|^\/\*+|\*\/$|^[ \t]*\*(?!\/)/gm, ""),
  );
  return comments.join(" ").replace(/\s+/g, " ").trim();
}
