import type * as TypeScript from "@tslab/typescript-for-tslab";

/** What TypeScript has at run time, and leaves out of its published types; tslab asks for it. */
export interface Internals {
  readonly nullTransformationContext: TypeScript.TransformationContext;
  readonly Completions: {
    /** The last of the arguments is how a formatter is set, which only matters to completions that edit. */
    getCompletionsAtPosition(...args: [...CompletionArguments, undefined]): TypeScript.CompletionInfo | undefined;
  };
  readonly SymbolDisplay: {
    getSymbolDisplayPartsDocumentationAndSymbolKind(
      checker: TypeScript.TypeChecker,
      symbol: TypeScript.Symbol,
      file: TypeScript.SourceFile,
      enclosing: TypeScript.Node,
      location: TypeScript.Node,
    ): Pick<TypeScript.QuickInfo, "displayParts" | "documentation" | "tags"> & {
      symbolKind: TypeScript.ScriptElementKind;
    };
    getSymbolModifiers(checker: TypeScript.TypeChecker, symbol: TypeScript.Symbol): string;
  };
  getTouchingPropertyName(file: TypeScript.SourceFile, position: number): TypeScript.Node;
}

/** Host, program, log, file, position, preferences, trigger character, kind of trigger, cancellation. */
type CompletionArguments = [unknown, TypeScript.Program, unknown, unknown, number, unknown, unknown, unknown, unknown];

/** What tslab's fork calls `getCompletionsAtPositionForTslab`; that has a host without anything. */
export function complete(ts: Internals): (...args: CompletionArguments) => TypeScript.CompletionInfo | undefined {
  return (_host, program, ...args) => {
    const host = { getCompilationSettings: () => program.getCompilerOptions() };
    return ts.Completions.getCompletionsAtPosition(host, program, ...args, undefined);
  };
}

/** What tslab's fork calls `getQuickInfoAtPosition`: the language service has it for files of its own alone. */
export function quickInfoAt(ts: typeof TypeScript & Internals) {
  return (
    file: TypeScript.SourceFile,
    checker: TypeScript.TypeChecker,
    _cancellation: unknown,
    position: number,
  ): TypeScript.QuickInfo | undefined => {
    const touched = ts.getTouchingPropertyName(file, position);
    if (touched === file) return undefined;
    const node =
      ts.isNewExpression(touched.parent) && touched.pos === touched.parent.pos ? touched.parent.expression : touched;
    const textSpan = ts.createTextSpanFromBounds(node.getStart(file), node.getEnd());
    const symbol = checker.getSymbolAtLocation(node);
    if (symbol) {
      const { symbolKind, ...described } = ts.SymbolDisplay.getSymbolDisplayPartsDocumentationAndSymbolKind(
        checker,
        symbol,
        file,
        file,
        node,
      );
      return {
        kind: symbolKind,
        kindModifiers: ts.SymbolDisplay.getSymbolModifiers(checker, symbol),
        textSpan,
        ...described,
      };
    }
    if (node.kind !== ts.SyntaxKind.ThisKeyword && node.kind !== ts.SyntaxKind.SuperKeyword) return undefined;
    const text = checker.typeToString(checker.getTypeAtLocation(node), file);
    return { kind: ts.ScriptElementKind.unknown, kindModifiers: "", textSpan, displayParts: [{ text, kind: "text" }] };
  };
}
