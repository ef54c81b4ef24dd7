import type * as TypeScript from "@tslab/typescript-for-tslab";
import { ts } from "../language/index.js";

/** The text of a node on one line, without its comments. What stands inside of strings and templates stays as it is. */
export function lineOf(node: TypeScript.Node): string {
  const tokens = tokensOf(node).filter((token) => token.getWidth() > 0);
  const spaced = tokens.map((token) => (token.getStart() > token.getFullStart() ? " " : "") + token.getText());
  return spaced.join("").trim();
}

function tokensOf(node: TypeScript.Node): TypeScript.Node[] {
  const children = node.getChildren().filter((child) => !ts.isJSDoc(child));
  return children.length === 0 ? [node] : children.flatMap(tokensOf);
}
