import type { Content, Envelope, Message } from "../protocol/index.js";
import type { PublishChannel, RequestChannel } from "./channel.js";
import { immediateHandlers } from "./handlers/index.js";
import { log } from "./log.js";
import { Queue } from "./queue.js";

/** What the server needs of the world around it. */
interface Surroundings {
  shell: RequestChannel;
  control: RequestChannel;
  stdin: RequestChannel;
  iopub: PublishChannel;
  /** Has the cells' thread answer a request; undefined where its type has no answer. */
  ask(request: Message): Promise<Content | undefined>;
  /** Has the cells' thread take a message of a comm, beside the request that it has in hand. */
  deliver(message: Message): Promise<void>;
  /** Stops the request that the cells' thread has in hand. */
  interrupt(request: Message): void;
  /** Passes on what the user answered to a question. */
  answerQuestion(value: string): void;
  /** Called once a shutdown is answered. */
  leave(): void;
}

/** The reply to what cannot be followed. */
const refusal = (ename: string, evalue: string): Content => ({ status: "error", ename, evalue, traceback: [evalue] });

/** Turns of the event loop in which what has arrived is read. */
const TURNS_TO_RECEIVE = 20;

/** Answers requests: those on control at once, those on shell one after another, but for a widget's messages while a cell runs. */
export class Server {
  readonly #queue = new Queue<Envelope>();
  /** What the cells' thread works on. */
  #inHand: Envelope | undefined;

  constructor(private readonly world: Surroundings) {}

  /** Serves until the sockets are closed. */
  async run(): Promise<void> {
    void this.#serveShell();
    await Promise.all([this.#serveControl(), this.#receiveShell(), this.#receiveStdin()]);
  }

  /** Asks the client whose request is in hand. */
  question(content: Content): void {
    if (this.#inHand) this.world.stdin.send("input_request", content, this.#inHand);
  }

  async #serveControl(): Promise<void> {
    for await (const request of this.world.control.requests()) await this.#serve(this.world.control, request);
  }

  async #receiveShell(): Promise<void> {
    for await (const request of this.world.shell.requests()) {
      this.#queue.push(request);
      this.#deliverWaiting();
    }
  }

  /** While a cell runs, hands it the messages of comms that are open: a widget does not wait for the end of a training. */
  #deliverWaiting(): void {
    const cell = this.#inHand;
    if (cell?.message.header.msg_type !== "execute_request") return;
    const changing = new Set<unknown>();
    const messages = this.#queue.take(({ message: { header, content }, fault }) => {
      if (header.msg_type === "comm_open" || header.msg_type === "comm_close") changing.add(content.comm_id);
      return header.msg_type === "comm_msg" && fault === undefined && !changing.has(content.comm_id);
    });
    for (const { message } of messages) void this.#deliver(message, cell.message);
  }

  async #deliver(message: Message, cell: Message): Promise<void> {
    const { iopub } = this.world;
    try {
      iopub.status("busy", message.header);
      await this.world.deliver(message);
      iopub.status("idle", message.header);
      // A client shows the last status that it has heard.
      if (this.#inHand?.message === cell) iopub.status("busy", cell.header);
    } catch (error) {
      log(`a message of a comm could not be delivered: ${error}`);
    }
  }

  async #receiveStdin(): Promise<void> {
    for await (const { message, fault } of this.world.stdin.requests())
      if (fault !== undefined) log(`dropped: ${fault}`);
      else if (message.header.msg_type === "input_reply")
        this.world.answerQuestion(String(message.content.value ?? ""));
  }

  async #serveShell(): Promise<void> {
    for (;;) await this.#serve(this.world.shell, await this.#queue.next());
  }

  /** Whatever becomes of one request, the next one is served. */
  async #serve(channel: RequestChannel, request: Envelope): Promise<void> {
    const { iopub } = this.world;
    const { header } = request.message;
    try {
      iopub.status("busy", header);
      const reply = await this.#answer(channel, request);
      if (reply && isRequest(request)) channel.reply(request, reply);
      else if (reply) log(`dropped: ${reply.evalue}`);
      if (channel === this.world.shell && isFailedCell(request, reply)) await this.#abortQueued();
      iopub.status("idle", header);
      if (header.msg_type === "shutdown_request" && reply?.status === "ok") this.world.leave();
    } catch (error) {
      log(`a request on ${channel.name} could not be answered: ${error}`);
    }
  }

  async #answer(channel: RequestChannel, request: Envelope): Promise<Content | undefined> {
    const { header, content } = request.message;
    if (request.fault !== undefined) return refusal("MessageError", request.fault);
    const immediate = immediateHandlers.get(header.msg_type);
    if (immediate) return immediate(content, () => this.#interrupt());
    const reply = channel === this.world.shell ? await this.#ask(request) : undefined;
    if (reply || (channel === this.world.shell && !isRequest(request))) return reply;
    return refusal("UnknownRequest", `${header.msg_type}: this kernel has no such request on ${channel.name}`);
  }

  /** Has the cells answer; what cannot be handed to them is refused. */
  async #ask(request: Envelope): Promise<Content | undefined> {
    this.#inHand = request;
    this.#deliverWaiting();
    try {
      return await this.world.ask(request.message);
    } catch (error) {
      return refusal("MessageError", `a message that cannot be handed to the cells: ${(error as Error).message}`);
    } finally {
      this.#inHand = undefined;
    }
  }

  #interrupt(): void {
    if (this.#inHand) this.world.interrupt(this.#inHand.message);
  }

  /** After an error, answers every cell that was sent before it with `aborted`. */
  async #abortQueued(): Promise<void> {
    // Asking a socket whether it is readable would take away the signal that its reader waits for.
    for (let turn = 0; turn < TURNS_TO_RECEIVE; turn++) await new Promise(setImmediate);
    const { iopub, shell } = this.world;
    for (const request of this.#queue.take(({ message }) => message.header.msg_type === "execute_request")) {
      iopub.status("busy", request.message.header);
      shell.reply(request, { status: "aborted" });
      iopub.status("idle", request.message.header);
    }
  }
}

/** What is no request, as a message of a comm, has no reply. */
function isRequest({ message }: Envelope): boolean {
  return message.header.msg_type.endsWith("_request");
}

function isFailedCell({ message, fault }: Envelope, reply: Content | undefined): boolean {
  return (
    fault === undefined &&
    message.header.msg_type === "execute_request" &&
    reply?.status === "error" &&
    message.content.stop_on_error !== false
  );
}
