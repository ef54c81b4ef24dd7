import type { Kernel } from "../kernel.js";
import type { Content, Message } from "../protocol/index.js";

/** `comm_info_request`: the open comms; of one target only, where the request names one. */
export function commInfo({ comms }: Kernel, { content }: Message): Content {
  const list = comms.list(typeof content.target_name === "string" ? content.target_name : undefined);
  return { status: "ok", comms: Object.fromEntries(list.map(({ id, target }) => [id, { target_name: target }])) };
}
