import type { Content } from "../protocol/message.js";

/** `comm_info_request`: this kernel opens no comms yet. */
export function commInfo(): Content {
  return { status: "ok", comms: {} };
}
