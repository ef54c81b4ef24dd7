import type { Kernel } from "../kernel.js";
import { type Content, type Message, toOffset } from "../protocol/index.js";

/** `inspect_request`: type and documentation of what stands at the cursor. */
export function inspect({ session }: Kernel, { content }: Message): Content {
  const { code, cursor_pos } = content as { code: string; cursor_pos: number };
  const data = session.inspect(code, toOffset(code, cursor_pos));
  return {
    status: "ok",
    found: data !== undefined,
    data: data ?? {},
    metadata: {},
  };
}
