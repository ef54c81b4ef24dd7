import type { Kernel } from "../kernel.js";
import { completeness } from "../language/index.js";
import type { Content, Message } from "../protocol/index.js";

/** `is_complete_request`: whether the code can run, or the console should go on to another line. */
export function isComplete(_kernel: Kernel, { content }: Message): Content {
  return { ...completeness(content.code as string) };
}
