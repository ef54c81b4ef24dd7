/**
 * What the two threads say to each other. One has the sockets, so that heartbeat, control and output go on while
 * the other, which runs the cells, computes.
 */
import type { Content, Header, Message } from "./protocol/index.js";

/** The connection file that Jupyter hands to a kernel. */
export interface Connection {
  transport: string;
  ip: string;
  key: string;
  signature_scheme: string;
  shell_port: number;
  control_port: number;
  iopub_port: number;
  stdin_port: number;
  hb_port: number;
}

/** What the thread with the sockets is started with. */
export interface Start {
  connection: Connection;
  /** The memory of the `Interruption` that both threads share. */
  interruption: SharedArrayBuffer;
}

/** To the cells: answer this request, one at a time. */
export interface AnswerOrder {
  kind: "answer";
  request: Message;
}

/** To the cells: take this message of a comm, beside the request in hand. */
export interface DeliverOrder {
  kind: "deliver";
  message: Message;
}

/** To the cells: stop the request with this id, if it is still in hand. */
export interface InterruptOrder {
  kind: "interrupt";
  request: string;
}

/** To the cells: what the user answered to the last question. */
export interface InputOrder {
  kind: "input";
  value: string;
}

/** To the cells: the kernel is shut down, leave. */
export interface LeaveOrder {
  kind: "leave";
}

/** From the cells: the answer to the request in hand; undefined where its type has none. */
export interface AnswerReport {
  kind: "answered";
  content: Content | undefined;
}

/** From the cells: the message with this id is delivered. */
export interface DeliveredReport {
  kind: "delivered";
  message: string;
}

/** From the cells: the order to stop is heard. */
export interface HeardReport {
  kind: "heard";
}

/** From the cells: what has this number comes later, and belongs here among what cells show. */
export interface HoldReport {
  kind: "hold";
  place: number;
}

/** From the cells: nothing comes to this place. */
export interface SkipReport {
  kind: "skip";
  place: number;
}

/** From the cells: show this to everybody, as belonging to `parent`, where a place is held for it there. */
export interface PublishReport {
  kind: "publish";
  place: number | undefined;
  parent: Header | undefined;
  type: string;
  content: Content;
  metadata: Content;
  buffers?: readonly Uint8Array[];
}

/** From the cells: ask the client whose request is in hand. */
export interface QuestionReport {
  kind: "question";
  content: Content;
}

export type Order = AnswerOrder | DeliverOrder | InterruptOrder | InputOrder | LeaveOrder;
export type Report =
  | AnswerReport
  | DeliveredReport
  | HeardReport
  | HoldReport
  | SkipReport
  | PublishReport
  | QuestionReport;
