import type { Content } from "../../protocol/index.js";

/** `interrupt_request`: stops the cell that runs, if one does. */
export function interrupt(_request: Content, stopCell: () => void): Content {
  stopCell();
  return { status: "ok" };
}
