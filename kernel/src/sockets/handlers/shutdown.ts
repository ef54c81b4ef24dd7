import type { Content } from "../../protocol/index.js";

/** `shutdown_request`: says that the kernel leaves; the thread leaves when this is sent. */
export function shutdown(request: Content): Content {
  return { status: "ok", restart: request.restart === true };
}
