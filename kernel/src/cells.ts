import type { EventEmitter } from "node:events";
import type { Worker } from "node:worker_threads";
import { Comms, Input, installClient, installStdin } from "./client/index.js";
import { exit, keepProcess } from "./exit.js";
import { handlers } from "./handlers/index.js";
import { tidyHeap } from "./heap.js";
import { History, HistoryFile } from "./history/index.js";
import type { Interruption } from "./interruption.js";
import type { Kernel } from "./kernel.js";
import { isInterrupt, Session } from "./language/index.js";
import {
  Cells,
  installDisplay,
  installErrorText,
  installHelpers,
  installPromiseText,
  installSignal,
  type Outlet,
  redirectStreams,
} from "./output/index.js";
import type { Content, Message } from "./protocol/index.js";
import { StreamLimit } from "./streamLimit.js";
import type { Order, Report } from "./threads.js";

/** Answers the requests that come from the thread with the sockets, once what they import is built. */
export function serveCells(sockets: Worker, interruption: Interruption, built: Promise<string | undefined>): void {
  const report = (what: Report) => sockets.postMessage(what);
  const cells = new Cells(outletOf(report));
  // A comm is a line between two programs: what goes over it is no output, which a silent cell would hold back.
  const comms = new Comms((type, content, { metadata, buffers }) =>
    report({ kind: "publish", type, content, parent: cells.current?.request, metadata, buffers, place: undefined }),
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
  keepProcess();
  const listeners = { ...catchLateErrors(kernel), SIGINT: () => kernel.session.interrupt() };
  listen(listeners);

  // The compiler is slow at its first cell, which is this one: meanwhile the client connects.
  const warm = kernel.session.execute("1", "nothing", async () => {}).then(tidyHeap);
  const ready = Promise.all([built, warm]);

  let inHand: string | undefined;
  sockets.on("messageerror", (error) => {
    report({ kind: "answered", content: { status: "error", ...kernel.session.describe(error) } });
  });
  sockets.on("message", async (order: Order) => {
    switch (order.kind) {
      case "answer":
        inHand = order.request.header.msg_id;
        await ready;
        listen(listeners);
        report({ kind: "answered", content: await answer(kernel, order.request) });
        tidyHeap();
        break;
      case "deliver":
        await answer(kernel, order.message);
        report({ kind: "delivered", message: order.message.header.msg_id });
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

/** Sends what cells show to the thread with the sockets. */
function outletOf(report: (what: Report) => void): Outlet {
  const limit = new StreamLimit();
  const publish: Outlet["publish"] = (type, content, parent, place) =>
    report({ kind: "publish", place, type, content, parent, metadata: {} });
  return {
    publish: (type, content, parent, place) => {
      if (type !== "stream") return publish(type, plain(content), parent, place);
      const { text, isCut } = limit.admit(content.text as string, parent);
      if (text !== "") publish(type, { ...content, text }, parent);
      if (isCut) publish(type, limit.notice, parent);
    },
    hold: (place) => report({ kind: "hold", place }),
    skip: (place) => report({ kind: "skip", place }),
  };
}

/** What JSON keeps of a message, which is all that reaches a client. Throws where it cannot be written as JSON. */
function plain(content: Content): Content {
  return JSON.parse(JSON.stringify(content));
}

/** The answer to a request; undefined where no handler knows its type. */
async function answer(kernel: Kernel, request: Message): Promise<Content | undefined> {
  const handler = handlers.get(request.header.msg_type);
  if (!handler) return undefined;
  try {
    const content = await handler(kernel, request);
    return content && plain(content);
  } catch (thrown) {
    return { status: "error", ...kernel.session.describe(thrown) };
  }
}

/**
 * What nobody caught ends the cell that runs; after it, it is shown on stderr under the cell it came from. Not as a
 * listener, which a cell could take away, or let die with one of its own that throws.
 */
function catchLateErrors({ session, cells }: Kernel): Listeners {
  const handle = (thrown: unknown) => {
    // What of an interrupted cell ran on beside it.
    if (isInterrupt(thrown)) return;
    const isOver = cells.current?.ended === true;
    if (isOver || !session.stop(thrown)) showOnStderr(thrown);
  };
  const showOnStderr = (thrown: unknown) =>
    cells.show("stream", { name: "stderr", text: `${session.describe(thrown).traceback.join("\n")}\n` });
  process.setUncaughtExceptionCaptureCallback((thrown) => {
    handle(thrown);
    try {
      (process as EventEmitter).emit("uncaughtException", thrown, "uncaughtException");
    } catch (worse) {
      showOnStderr(worse);
    }
  });
  return { unhandledRejection: handle };
}

/** By the name of the event that they listen to. */
type Listeners = Readonly<Record<string, (...values: unknown[]) => void>>;

/** Adds listeners to the process, where they are not there, or a cell has taken them away. */
function listen(listeners: Listeners): void {
  for (const [event, listener] of Object.entries(listeners))
    if (!process.listeners(event as NodeJS.Signals).includes(listener)) process.on(event, listener);
}
