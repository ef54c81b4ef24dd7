import type { Content } from "../protocol/message.js";

/** `history_request`: this kernel keeps no history yet. */
export function history(): Content {
  return { status: "ok", history: [] };
}
