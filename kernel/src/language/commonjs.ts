import type * as TypeScript from "@tslab/typescript-for-tslab";
import { CELL } from "./cell.js";

/**
 * The steps of a cell's way from the ES module that tslab makes of it to the body of a function: `before` and `after`
 * TypeScript's own, which makes it a CommonJS module. Nothing of the result refers to `exports` or `require`.
 */
export function toFunctionBody(ts: typeof TypeScript): TypeScript.CustomTransformers {
  return { before: [declareNames(ts), redirectImports(ts)], after: [redirectRequires(ts)] };
}

/**
 * Turns `export { a, b }` into a call of `__cell__.declare` with accessors of the variables, and tslab's `export const` of
 * the last expression into a call of `__cell__.last`.
 */
function declareNames(ts: typeof TypeScript): TypeScript.TransformerFactory<TypeScript.SourceFile> {
  return ({ factory }) => {
    const call = (name: string, argument: TypeScript.Expression) =>
      factory.createExpressionStatement(
        factory.createCallExpression(
          factory.createPropertyAccessExpression(factory.createIdentifier(CELL), name),
          undefined,
          [argument],
        ),
      );
    const arrow = (parameters: string[], body: TypeScript.Expression) =>
      factory.createArrowFunction(
        undefined,
        undefined,
        parameters.map((name) => factory.createParameterDeclaration(undefined, undefined, name)),
        undefined,
        undefined,
        body,
      );
    const object = (entries: readonly (readonly [string, TypeScript.Expression])[]) =>
      factory.createObjectLiteralExpression(
        entries.map(([name, value]) =>
          factory.createPropertyAssignment(
            factory.createComputedPropertyName(factory.createStringLiteral(name)),
            value,
          ),
        ),
      );
    const value = (name: string) => [name, object([["value", factory.createIdentifier(name)]])] as const;
    const accessor = (exported: TypeScript.Identifier, isWritable: boolean) => {
      const name = exported.text;
      // TypeScript's own step turns it into a member of its module where it is imported, which it sees from the original.
      const variable = ts.setOriginalNode(factory.createIdentifier(name), exported);
      const given = name === "value" ? "given" : "value";
      const set = arrow([given], factory.createAssignment(variable, factory.createIdentifier(given)));
      return [name, object([["get", arrow([], variable)], ...(isWritable ? [["set", set] as const] : [])])] as const;
    };

    return (file) => {
      const exports = file.statements.flatMap((statement) => namesExportedBy(ts, statement));
      const exported = new Map(exports.map((name) => [name.text, name]));
      const imported = new Set(file.statements.flatMap((statement) => namesImportedBy(ts, statement)));
      const constants = new Set(file.statements.flatMap((statement) => constantsOf(ts, statement)));
      const variables = [...exported.values()].filter(({ text }) => !constants.has(text));
      const declarations = variables.map((name) => accessor(name, !imported.has(name.text)));
      const statements = file.statements.flatMap((statement): readonly TypeScript.Statement[] => {
        if (ts.isExportDeclaration(statement) && !statement.moduleSpecifier) return [];
        const last = lastExpression(ts, statement);
        if (last) return [ts.setTextRange(call("last", last), statement)];
        const names = constantsOf(ts, statement).filter((name) => exported.has(name));
        return names.length > 0 ? [statement, call("declare", object(names.map(value)))] : [statement];
      });
      const first = declarations.length > 0 ? [call("declare", object(declarations))] : [];
      return factory.updateSourceFile(file, [...first, ...statements]);
    };
  };
}

/** The value of `export const tsLastExpr = value`. */
function lastExpression(ts: typeof TypeScript, statement: TypeScript.Statement): TypeScript.Expression | undefined {
  if (!ts.isVariableStatement(statement)) return undefined;
  const isExported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  return isExported ? statement.declarationList.declarations[0]?.initializer : undefined;
}

function namesExportedBy(ts: typeof TypeScript, statement: TypeScript.Statement): TypeScript.Identifier[] {
  if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier) return [];
  const { exportClause } = statement;
  const elements = exportClause && ts.isNamedExports(exportClause) ? exportClause.elements : [];
  return elements.flatMap(({ name }) => (ts.isIdentifier(name) ? [name] : []));
}

function namesImportedBy(ts: typeof TypeScript, statement: TypeScript.Statement): string[] {
  if (!ts.isImportDeclaration(statement)) return [];
  const { name, namedBindings } = statement.importClause ?? {};
  const named = !namedBindings ? [] : ts.isNamedImports(namedBindings) ? namedBindings.elements : [namedBindings];
  return [...(name ? [name.text] : []), ...named.map((one) => one.name.text)];
}

/** The names that a statement declares with `const` or `using`. */
function constantsOf(ts: typeof TypeScript, statement: TypeScript.Statement): string[] {
  if (!ts.isVariableStatement(statement) || !(statement.declarationList.flags & ts.NodeFlags.Const)) return [];
  const names = ({ name }: TypeScript.VariableDeclaration | TypeScript.BindingElement): string[] =>
    ts.isIdentifier(name)
      ? [name.text]
      : name.elements.flatMap((element) => (ts.isBindingElement(element) ? names(element) : []));
  return statement.declarationList.declarations.flatMap(names);
}

/** Turns `import(id)` into `__cell__.import(id)`: as CommonJS it would become `require(id)`, which cannot load every module. */
function redirectImports(ts: typeof TypeScript): TypeScript.TransformerFactory<TypeScript.SourceFile> {
  return (context) => {
    const { factory } = context;
    const importer = factory.createPropertyAccessExpression(factory.createIdentifier(CELL), "import");
    const visit = (node: TypeScript.Node): TypeScript.Node => {
      const visited = ts.visitEachChild(node, visit, context);
      if (!ts.isCallExpression(visited) || visited.expression.kind !== ts.SyntaxKind.ImportKeyword) return visited;
      return ts.setTextRange(factory.createCallExpression(importer, undefined, visited.arguments), node);
    };
    return (file) => ts.visitEachChild(file, visit, context);
  };
}

/** Turns the calls of `require` that TypeScript has made into `__cell__.require`, and leaves out what it says of `exports`. */
function redirectRequires(ts: typeof TypeScript): TypeScript.TransformerFactory<TypeScript.SourceFile> {
  return (context) => {
    const { factory } = context;
    const require = factory.createPropertyAccessExpression(factory.createIdentifier(CELL), "require");
    const isMade = (node: TypeScript.Node) => node.pos < 0;
    const visit = (node: TypeScript.Node): TypeScript.Node => {
      const visited = ts.visitEachChild(node, visit, context);
      if (!ts.isCallExpression(visited) || !ts.isIdentifier(visited.expression)) return visited;
      const { expression, arguments: args } = visited;
      return expression.text === "require" && isMade(expression)
        ? factory.createCallExpression(require, undefined, args)
        : visited;
    };
    /** `Object.defineProperty(exports, "__esModule", …)`. */
    const isAboutExports = (statement: TypeScript.Statement) => {
      if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) return false;
      const [object] = statement.expression.arguments;
      return object !== undefined && ts.isIdentifier(object) && object.text === "exports" && isMade(object);
    };
    return (file) => {
      const visited = ts.visitEachChild(file, visit, context);
      return factory.updateSourceFile(
        visited,
        visited.statements.filter((statement) => !isAboutExports(statement)),
      );
    };
  };
}
