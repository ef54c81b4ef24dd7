import type { Kernel } from "../kernel.js";
import { Cell } from "../output/index.js";
import type { Content, Message } from "../protocol/index.js";

/** What the messages about a comm carry. */
interface CommContent {
  comm_id: string;
  target_name: string;
  data: Content;
}

/** `comm_open`: a client opens a comm. */
export function commOpen(kernel: Kernel, message: Message): undefined {
  return deliver(kernel, message, ({ comm_id, target_name, data }, beside) =>
    kernel.comms.opened(comm_id, target_name, data, beside),
  );
}

/** `comm_msg`: a client sends something over a comm. */
export function commMessage(kernel: Kernel, message: Message): undefined {
  return deliver(kernel, message, ({ comm_id, data }, beside) => kernel.comms.received(comm_id, data, beside));
}

/** `comm_close`: a client closes a comm. */
export function commClose(kernel: Kernel, message: Message): undefined {
  return deliver(kernel, message, ({ comm_id, data }, beside) => kernel.comms.closed(comm_id, data, beside));
}

/** These messages have no reply; what their handlers show, or throw, belongs to the message. */
function deliver(
  kernel: Kernel,
  { header, content, metadata, buffers }: Message,
  handle: (content: CommContent, beside: CommBeside) => void,
): undefined {
  kernel.cells.runBeside(new Cell(header, false), () => {
    try {
      handle({ comm_id: "", target_name: "", data: {}, ...content }, { metadata, buffers });
    } catch (thrown) {
      process.stderr.write(`${kernel.session.describe(thrown).traceback.join("\n")}\n`);
    }
  });
}
