import type { Content } from "../../protocol/index.js";
import { interrupt } from "./interrupt.js";
import { kernelInfo } from "./kernelInfo.js";
import { shutdown } from "./shutdown.js";

/** Answers one type of request. `stopCell` stops the cell that runs. */
type ImmediateHandler = (request: Content, stopCell: () => void) => Content;

/** The requests that are answered without asking the cells, whatever they are doing. */
export const immediateHandlers: ReadonlyMap<string, ImmediateHandler> = new Map<string, ImmediateHandler>([
  ["kernel_info_request", kernelInfo],
  ["interrupt_request", interrupt],
  ["shutdown_request", shutdown],
]);
