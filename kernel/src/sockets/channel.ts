import type { Router, XPublisher } from "zeromq";
import type { Content, Envelope, Header, Wire } from "../protocol/index.js";
import { log } from "./log.js";
import { type StreamContent, StreamMerger } from "./streamMerger.js";

/** What travels beside a message's content. */
type Beside = [metadata?: Content | undefined, buffers?: readonly Uint8Array[] | undefined];

/** Who subscribes to longer names than any message has is not welcomed. */
const LONGEST_SUBSCRIPTION = 1000;

/** Sends on one socket, in order: zeromq allows only one send at a time. */
class Outlet {
  readonly #waiting: Buffer[][] = [];
  #sending: Promise<void> | undefined;

  /** @param ready is awaited before each send; what it puts in front goes first */
  constructor(
    private readonly socket: XPublisher | Router,
    private readonly ready: () => Promise<void> = async () => {},
  ) {}

  send(frames: Buffer[]): void {
    this.#waiting.push(frames);
    this.#start();
  }

  sendFirst(frames: Buffer[]): void {
    this.#waiting.unshift(frames);
    this.#start();
  }

  async flush(): Promise<void> {
    await this.#sending;
  }

  #start(): void {
    this.#sending ??= this.#sendAll();
  }

  async #sendAll(): Promise<void> {
    while (this.#waiting.length > 0 && !this.socket.closed) {
      await this.ready();
      const frames = this.#waiting.shift() as Buffer[];
      await this.socket.send(frames).catch((error) => log(`a message could not be sent: ${error}`));
    }
    // Here, and not when this promise resolves: what is added until then would wait for the next message.
    this.#sending = undefined;
  }
}

/** A channel on which the kernel talks to each client by itself: shell, control and stdin. */
export class RequestChannel {
  readonly #outlet: Outlet;

  /** @param name what the protocol calls it */
  constructor(
    readonly name: "shell" | "control" | "stdin",
    private readonly socket: Router,
    private readonly wire: Wire,
  ) {
    this.#outlet = new Outlet(socket);
  }

  /** The requests as they arrive; what is no signed message is logged and dropped. Ends when the socket is closed. */
  async *requests(): AsyncGenerator<Envelope> {
    for await (const frames of this.socket) {
      try {
        yield this.wire.decode(frames);
      } catch (error) {
        log(`dropped: ${error instanceof Error ? error.message : error}`);
      }
    }
  }

  /** Answers a request: `execute_request` with `execute_reply`, and so on. */
  reply(request: Envelope, content: Content): void {
    this.send(request.message.header.msg_type.replace(/_request$/, "_reply"), content, request);
  }

  /** Sends something to the client that a request came from, as belonging to it. */
  send(type: string, content: Content, { identities, message }: Envelope): void {
    this.#outlet.send(this.wire.encode({ identities, message: this.wire.compose(type, content, message.header) }));
  }

  /** Resolves when everything said so far is sent. */
  flush(): Promise<void> {
    return this.#outlet.flush();
  }
}

/** The channel on which the kernel tells all clients what happens. */
export class PublishChannel {
  readonly #outlet: Outlet;
  readonly #streams = new StreamMerger((content, parent) => this.#send("stream", content, parent));

  constructor(
    private readonly socket: XPublisher,
    private readonly wire: Wire,
  ) {
    // A turn of the event loop lets a subscription that has arrived be welcomed before anything else is sent.
    this.#outlet = new Outlet(socket, () => new Promise(setImmediate));
  }

  publish(type: string, content: Content, parent: Header | undefined, ...beside: Beside): void {
    if (type === "stream") this.#streams.add(content as unknown as StreamContent, parent);
    else {
      this.#streams.flush();
      this.#send(type, content, parent, ...beside);
    }
  }

  /**
   * Welcomes whoever subscribes, so that he knows that he misses nothing from then on; the first one hears then that the kernel
   * has started. Ends when the socket is closed.
   */
  async welcome(): Promise<void> {
    let isFirst = true;
    for await (const [frame] of this.socket)
      if (frame?.[0] === 1 && frame.length <= LONGEST_SUBSCRIPTION) {
        const subscription = frame.subarray(1).toString();
        this.#outlet.sendFirst(this.#frames("iopub_welcome", { subscription }, undefined));
        if (isFirst) this.status("starting");
        isFirst = false;
      }
  }

  #send(type: string, content: Content, parent: Header | undefined, ...beside: Beside): void {
    this.#outlet.send(this.#frames(type, content, parent, ...beside));
  }

  #frames(type: string, content: Content, parent: Header | undefined, ...beside: Beside): Buffer[] {
    const message = this.wire.compose(type, content, parent, ...beside);
    return this.wire.encode({ identities: [Buffer.from(type)], message });
  }

  /** Tells whether the kernel is at work on `parent`. */
  status(state: "starting" | "busy" | "idle", parent?: Header): void {
    this.publish("status", { execution_state: state }, parent);
  }

  flush(): Promise<void> {
    this.#streams.flush();
    return this.#outlet.flush();
  }
}
