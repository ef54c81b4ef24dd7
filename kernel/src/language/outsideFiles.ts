import path from "node:path";
import type { Diagnostic as CompilerDiagnostic, SourceFile } from "@tslab/typescript-for-tslab";
import type { Diagnostic } from "tslab/dist/converter.js";
import { folder } from "./folder.js";
import { ts } from "./typescript.js";

/** What the compiler says about files outside the notebook's folder, which tslab leaves out. Packages are none of ours. */
export function outsideDiagnostics(found: readonly CompilerDiagnostic[]): Diagnostic[] {
  return found.flatMap(({ file, start = 0, length = 0, messageText, category, code }) => {
    if (!file || file.fileName.includes("/node_modules/")) return [];
    const fileName = path.relative(folder, file.fileName);
    if (!fileName.startsWith("..")) return [];
    return {
      fileName,
      start: positionIn(file, start),
      end: positionIn(file, start + length),
      messageText: ts.flattenDiagnosticMessageText(messageText, "\n"),
      category,
      code,
    };
  });
}

function positionIn(file: SourceFile, offset: number): Diagnostic["start"] {
  return { offset, ...file.getLineAndCharacterOfPosition(offset) };
}
