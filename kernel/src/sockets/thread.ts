/** The thread that has the sockets. Started by `main.ts`. */
import { parentPort, workerData } from "node:worker_threads";
import { Interruption } from "../interruption.js";
import { type Content, Wire } from "../protocol/index.js";
import type { Order, Report, Start } from "../threads.js";
import { bindSockets } from "./bind.js";
import { PublishChannel, RequestChannel } from "./channel.js";
import { signalDescendants } from "./descendants.js";
import { echoHeartbeats } from "./heartbeat.js";
import { log } from "./log.js";
import { endWhenOrphaned } from "./orphan.js";
import { Sequence } from "./sequence.js";
import { Server } from "./server.js";

/** How long the cells' thread has to leave by itself before the process is ended. */
const GRACE_MS = 2000;
/** How long a cell that is interrupted has to see it. */
const PATIENCE_MS = 1000;

async function main({ connection, interruption }: Start): Promise<void> {
  if (!parentPort) throw new Error("sockets/thread.ts is the entry of a worker thread; start main.ts");
  const cells = parentPort;
  const order = (what: Order) => cells.postMessage(what);

  endWhenOrphaned();
  // An error that nobody foresaw is no reason to leave.
  process.on("uncaughtException", (error) => log(`an error in the thread with the sockets: ${error?.stack}`));
  const sockets = await bindSockets(connection);
  const wire = new Wire(connection.key, connection.signature_scheme);
  const shell = new RequestChannel("shell", sockets.shell, wire);
  const control = new RequestChannel("control", sockets.control, wire);
  const stdin = new RequestChannel("stdin", sockets.stdin, wire);
  const iopub = new PublishChannel(sockets.iopub, wire);

  const signaller = new Interruption(interruption);
  let answered: (content: Content | undefined) => void = () => {};
  /** Called when the message with this id is delivered. */
  const delivered = new Map<string, () => void>();
  /** The request that is to stop, until the cells' thread has heard of it. */
  let unheard: string | undefined;
  const sequence = new Sequence();
  cells.on("message", (report: Report) => {
    switch (report.kind) {
      case "answered":
        unheard = undefined;
        sequence.add(() => answered(report.content));
        break;
      case "delivered":
        sequence.add(() => {
          delivered.get(report.message)?.();
          delivered.delete(report.message);
        });
        break;
      case "heard":
        unheard = undefined;
        break;
      case "hold":
        sequence.hold(report.place);
        break;
      case "skip":
        sequence.fill(report.place, () => {});
        break;
      case "publish": {
        const { type, content, parent, metadata, buffers, place } = report;
        const publish = () => iopub.publish(type, content, parent, metadata, buffers);
        if (place === undefined) sequence.add(publish);
        else sequence.fill(place, publish);
        break;
      }
      case "question":
        sequence.add(() => server.question(report.content));
    }
  });

  async function leave(): Promise<void> {
    await Promise.all([shell.flush(), control.flush(), stdin.flush(), iopub.flush()]);
    for (const socket of Object.values(sockets)) socket.close();
    // zeromq ends the process noisily if it is interrupted at its work.
    await served;
    order({ kind: "leave" });
    setTimeout(() => process.kill(process.pid, "SIGKILL"), GRACE_MS);
  }

  const server = new Server({
    shell,
    control,
    stdin,
    iopub,
    ask: (request) =>
      new Promise((resolve) => {
        answered = resolve;
        order({ kind: "answer", request });
      }),
    deliver: (message) =>
      new Promise((resolve) => {
        delivered.set(message.header.msg_id, resolve);
        order({ kind: "deliver", message });
      }),
    interrupt: ({ header }) => {
      unheard = header.msg_id;
      order({ kind: "interrupt", request: header.msg_id });
      // A synchronous cell reads no orders.
      signaller.signal();
      // It may wait for a child process.
      setTimeout(() => unheard === header.msg_id && signalDescendants("SIGINT"), PATIENCE_MS);
    },
    answerQuestion: (value) => order({ kind: "input", value }),
    leave: () => void leave(),
  });
  const served = Promise.all([echoHeartbeats(sockets.heartbeat), iopub.welcome(), server.run()]);
  await served;
}

main(workerData).catch((error) => {
  log(`the sockets failed: ${error instanceof Error ? error.stack : error}`);
  process.kill(process.pid, "SIGTERM");
});
