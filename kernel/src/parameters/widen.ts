import type * as TypeScript from "@tslab/typescript-for-tslab";
import { ts } from "../language/index.js";

/** A piece of text to put in place of another. */
interface Edit {
  start: number;
  end: number;
  text: string;
}

/**
 * The cell with `let` for `const`, so that a name has the type of all the values it could be given: `number` for
 * `const seeds = 25`. What `satisfies` a type is declared with it.
 */
export function widen(cell: string): string {
  const file = ts.createSourceFile("cell.ts", cell, ts.ScriptTarget.ES2022, true);
  const edits = file.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [
      ...(declarationList.flags & ts.NodeFlags.Const ? [toLet(declarationList.getStart())] : []),
      ...declarationList.declarations.flatMap((declaration) => declareSatisfied(declaration)),
    ]);
  return edits.reduceRight((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), cell);
}

function toLet(start: number): Edit {
  return { start, end: start + "const".length, text: "let" };
}

function declareSatisfied({ name, type, initializer }: TypeScript.VariableDeclaration): Edit[] {
  if (type || !initializer || !ts.isSatisfiesExpression(initializer)) return [];
  return [{ start: name.end, end: name.end, text: `: ${initializer.type.getText()}` }];
}
