import { Reply, Router, XPublisher } from "zeromq";
import type { Connection } from "../threads.js";

/** The five sockets of a kernel. */
export interface Sockets {
  shell: Router;
  control: Router;
  stdin: Router;
  iopub: XPublisher;
  heartbeat: Reply;
}

/** Opens the sockets of a connection file, on the address given there and no other. */
export async function bindSockets(connection: Connection): Promise<Sockets> {
  // How long, in ms, a closed socket goes on sending what it has.
  const linger = 200;
  const sockets: Sockets = {
    shell: new Router({ linger }),
    control: new Router({ linger }),
    stdin: new Router({ linger }),
    // Without a limit: a publisher at its limit drops messages silently.
    iopub: new XPublisher({ linger, sendHighWaterMark: 0, verbosity: "allSubs" }),
    heartbeat: new Reply({ linger: 0 }),
  };
  const separator = connection.transport === "ipc" ? "-" : ":";
  const address = (port: number) => `${connection.transport}://${connection.ip}${separator}${port}`;
  await Promise.all([
    sockets.shell.bind(address(connection.shell_port)),
    sockets.control.bind(address(connection.control_port)),
    sockets.stdin.bind(address(connection.stdin_port)),
    sockets.iopub.bind(address(connection.iopub_port)),
    sockets.heartbeat.bind(address(connection.hb_port)),
  ]);
  return sockets;
}
