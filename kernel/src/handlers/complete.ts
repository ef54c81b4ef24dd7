import type { Kernel } from "../kernel.js";
import { type Content, type Message, toOffset, toPosition } from "../protocol/index.js";

/** `complete_request`: what can stand at the cursor. */
export function complete({ session }: Kernel, { content }: Message): Content {
  const { code, cursor_pos } = content as { code: string; cursor_pos: number };
  const { matches, start, end } = session.complete(code, toOffset(code, cursor_pos));
  return {
    status: "ok",
    matches,
    cursor_start: toPosition(code, start),
    cursor_end: toPosition(code, end),
    metadata: {},
  };
}
