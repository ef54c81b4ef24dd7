import type { Reply } from "zeromq";

/** Echoes every heartbeat until the socket is closed. */
export async function echoHeartbeats(socket: Reply): Promise<void> {
  for await (const frames of socket) await socket.send(frames);
}
