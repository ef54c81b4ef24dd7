import type { Reply } from "zeromq";
import { log } from "./log.js";

/** Echoes every heartbeat until the socket is closed. */
export async function echoHeartbeats(socket: Reply): Promise<void> {
  for await (const frames of socket)
    await socket.send(frames).catch((error) => log(`a heartbeat could not be answered: ${error}`));
}
