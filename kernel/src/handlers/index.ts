import type { Kernel } from "../kernel.js";
import type { Content, Message } from "../protocol/index.js";
import { commClose, commMessage, commOpen } from "./comm.js";
import { commInfo } from "./commInfo.js";
import { complete } from "./complete.js";
import { execute } from "./execute.js";
import { history } from "./history.js";
import { inspect } from "./inspect.js";
import { isComplete } from "./isComplete.js";

/** Answers one type of request, or takes a message that has no answer. */
type Handler = (kernel: Kernel, request: Message) => Content | Promise<Content> | undefined;

/** The requests that the cells' thread answers; the others are in sockets/handlers. */
export const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ["execute_request", execute],
  ["complete_request", complete],
  ["inspect_request", inspect],
  ["is_complete_request", isComplete],
  ["history_request", history],
  ["comm_info_request", commInfo],
  ["comm_open", commOpen],
  ["comm_msg", commMessage],
  ["comm_close", commClose],
]);
