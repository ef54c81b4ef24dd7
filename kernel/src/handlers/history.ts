import type { HistoryEntry } from "../history/index.js";
import type { Kernel } from "../kernel.js";
import type { Content, Message } from "../protocol/index.js";

/** `history_request`: cells that ran in this folder, here or in earlier sessions. */
export function history(kernel: Kernel, { content }: Message): Content {
  const withResult = content.output === true;
  const entries = find(kernel, content).map(([session, line, code, result]) => [
    session,
    line,
    withResult ? [code, result] : code,
  ]);
  return { status: "ok", history: entries };
}

function find({ history }: Kernel, content: Content): HistoryEntry[] {
  const { hist_access_type, n, pattern, unique, session, start, stop } = content as {
    hist_access_type: string;
    n?: number | null;
    pattern?: string;
    unique?: boolean;
    session?: number;
    start?: number;
    stop?: number | null;
  };
  switch (hist_access_type) {
    case "tail":
      return history.tail(n ?? 10);
    case "range":
      return history.range(session ?? 0, start ?? 1, stop ?? Number.POSITIVE_INFINITY);
    case "search":
      return history.search(pattern ?? "*", n ?? Number.POSITIVE_INFINITY, unique ?? false);
    default:
      throw new TypeError(`history_request: no such hist_access_type: ${hist_access_type}; use tail, range or search`);
  }
}
