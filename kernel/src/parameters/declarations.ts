import type * as TypeScript from "@tslab/typescript-for-tslab";
import { ts } from "../language/index.js";
import { helpOf } from "./comments.js";
import type { Compiled } from "./compile.js";
import { lineOf } from "./line.js";

/** One parameter of a notebook. */
export interface Declaration {
  name: string;
  /** Null where TypeScript knows none. */
  type: string | null;
  /** What the cell gives it. */
  default: string;
  /** The comment at its declaration. */
  help: string;
}

/** A name that is declared, and what it is given where that is written. */
interface Binding {
  name: TypeScript.Identifier;
  value: TypeScript.Expression | undefined;
}

/** The variables that a cell declares at its top, in order. */
export function readDeclarations({ file, checker }: Compiled): Declaration[] {
  return file.statements.filter(ts.isVariableStatement).flatMap((statement) =>
    statement.declarationList.declarations.flatMap((declaration) =>
      bindingsOf(declaration.name, declaration.initializer).map(({ name, value }) => ({
        name: name.text,
        type: typeOf(name, checker),
        default: value ? lineOf(withoutType(value)) : "undefined",
        help: helpOf(declaration, statement),
      })),
    ),
  );
}

function bindingsOf(name: TypeScript.BindingName, value: TypeScript.Expression | undefined): Binding[] {
  if (ts.isIdentifier(name)) return [{ name, value }];
  return name.elements.flatMap((element, index) => {
    if (ts.isOmittedExpression(element)) return [];
    const key = ts.isArrayBindingPattern(name) ? index : keyOf(element.propertyName ?? element.name);
    const written = element.dotDotDotToken ? undefined : memberOf(value, key);
    return bindingsOf(element.name, written ?? element.initializer ?? value);
  });
}

/** What stands at `key` of an array or an object that is written out. */
function memberOf(value: TypeScript.Expression | undefined, key: string | number): TypeScript.Expression | undefined {
  const literal = value && withoutType(value);
  if (!literal) return undefined;
  if (typeof key === "number") return ts.isArrayLiteralExpression(literal) ? literal.elements[key] : undefined;
  if (!ts.isObjectLiteralExpression(literal)) return undefined;
  const property = literal.properties.find(({ name }) => name && keyOf(name) === key);
  return property && ts.isPropertyAssignment(property) ? property.initializer : undefined;
}

/** A property's name, however it is written. */
function keyOf(name: TypeScript.PropertyName | TypeScript.BindingName): string {
  const written = ts.isComputedPropertyName(name) ? name.expression : name;
  return ts.isIdentifier(written) || ts.isStringLiteralLike(written) ? written.text : written.getText();
}

/** An expression without what is said about its type, as `satisfies Options`. */
function withoutType(value: TypeScript.Expression): TypeScript.Expression {
  const isTyped = ts.isAsExpression(value) || ts.isSatisfiesExpression(value) || ts.isTypeAssertionExpression(value);
  return isTyped ? withoutType(value.expression) : value;
}

/** The type as it is written, an alias of the cell's own as what it stands for; as it is inferred where none is written. */
function typeOf(name: TypeScript.Identifier, checker: TypeScript.TypeChecker): string | null {
  const written = ts.isVariableDeclaration(name.parent) ? name.parent.type : undefined;
  if (written && !isOwnAlias(written, checker)) return lineOf(written).replace(/^[|&] /, "");
  const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias;
  const type = checker.getTypeAtLocation(name);
  return type.flags & ts.TypeFlags.Any ? null : checker.typeToString(type, name, flags);
}

function isOwnAlias(type: TypeScript.TypeNode, checker: TypeScript.TypeChecker): boolean {
  if (!ts.isTypeReferenceNode(type)) return false;
  const declarations = checker.getSymbolAtLocation(type.typeName)?.declarations ?? [];
  return declarations.some((one) => ts.isTypeAliasDeclaration(one) && one.getSourceFile() === type.getSourceFile());
}
