import type { Worker } from "node:worker_threads";
import { Comms, Input, installClient, installStdin } from "./client/index.js";
import { exit, keepProcess } from "./exit.js";
import { handlers } from "./handlers/index.js";
import { History, HistoryFile } from "./history/index.js";
import type { Interruption } from "./interruption.js";
import type { Kernel } from "./kernel.js";
import { KeyboardInterrupt, Session } from "./language/index.js";
import {
  Cells,
  installDisplay,
  installErrorText,
  installHelpers,
  installPromiseText,
  installSignal,
  type Publish,
  redirectStreams,
} from "./output/index.js";
import type { Content, Message } from "./protocol/index.js";
import { StreamLimit } from "./streamLimit.js";
import type { Order, Report } from "./threads.js";

/** Answers the requests that come from the thread with the sockets, once what they import is built. */
export function serveCells(sockets: Worker, interruption: Interruption, built: Promise<string | undefined>): void {
  const report = (what: Report) => sockets.postMessage(what);
  const limit = new StreamLimit();
  const publish: Publish = (type, content, parent) => report({ kind: "publish", type, content, parent, metadata: {} });
  const cells = new Cells((type, content, parent) => {
    if (type !== "stream") return publish(type, content, parent);
    const { text, isCut } = limit.admit(content.text as string, parent);
    if (text !== "") publish(type, { ...content, text }, parent);
    if (isCut) publish(type, limit.notice, parent);
  });
  // A comm is a line between two programs: what goes over it is no output, which a silent cell would hold back.
  const comms = new Comms((type, content, { metadata, buffers }) =>
    report({ kind: "publish", type, content, parent: cells.current?.request, metadata, buffers }),
  );
  const input = new Input(cells, (content) => report({ kind: "question", content }));
  const kernel: Kernel = {
    session: new Session(interruption),
    cells,
    history: new History(HistoryFile.ofFolder(process.cwd())),
    comms,
    executionCount: 0,
    warning: undefined,
  };
  built.then((complaint) => {
    kernel.warning = complaint;
  });

  redirectStreams(cells);
  installDisplay(cells);
  installHelpers();
  installClient(cells, input, comms);
  installStdin(cells, input);
  installSignal(cells);
  installPromiseText();
  installErrorText((error) => kernel.session.stackOf(error));
  catchLateErrors(kernel);
  keepProcess();
  process.on("SIGINT", () => kernel.session.interrupt());

  let inHand: string | undefined;
  sockets.on("message", async (order: Order) => {
    switch (order.kind) {
      case "answer":
        inHand = order.request.header.msg_id;
        await built;
        report({ kind: "answered", content: await answer(kernel, order.request) });
        break;
      case "interrupt":
        report({ kind: "heard" });
        if (order.request === inHand) kernel.session.interrupt();
        break;
      case "input":
        input.answer(order.value);
        break;
      case "leave":
        exit(0);
    }
  });
}

/** The answer to a request; undefined where no handler knows its type. */
async function answer(kernel: Kernel, request: Message): Promise<Content | undefined> {
  const handler = handlers.get(request.header.msg_type);
  if (!handler) return undefined;
  try {
    return await handler(kernel, request);
  } catch (thrown) {
    return { status: "error", ...kernel.session.describe(thrown) };
  }
}

/** What nobody caught ends the cell that runs; after it, it is shown on stderr under the cell it came from. */
function catchLateErrors({ session, cells }: Kernel): void {
  const handle = (thrown: unknown) => {
    // What of an interrupted cell ran on beside it.
    if (thrown instanceof KeyboardInterrupt) return;
    const isOver = cells.current?.ended === true;
    if (isOver || !session.stop(thrown)) process.stderr.write(`${session.describe(thrown).traceback.join("\n")}\n`);
  };
  process.on("uncaughtException", handle);
  process.on("unhandledRejection", handle);
}
