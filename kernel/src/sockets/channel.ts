import type { Publisher, Router } from "zeromq";
import type { Content, Header } from "../protocol/message.js";
import type { Envelope, Wire } from "../protocol/wire.js";
import { log } from "./log.js";

/** Sends on one socket, in order: zeromq allows only one send at a time. */
class Outlet {
  #last: Promise<void> = Promise.resolve();

  constructor(private readonly socket: Publisher | Router) {}

  send(frames: Buffer[]): void {
    this.#last = this.#last
      .then(() => (this.socket.closed ? undefined : this.socket.send(frames)))
      .catch((error) => log(`a message could not be sent: ${error}`));
  }

  flush(): Promise<void> {
    return this.#last;
  }
}

/** A channel on which clients send requests and get replies: shell and control. */
export class RequestChannel {
  readonly #outlet: Outlet;

  constructor(
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

  /** Whether a request waits in the socket. */
  get pending(): boolean {
    return !this.socket.closed && this.socket.readable;
  }

  /** Answers a request: `execute_request` with `execute_reply`, and so on. */
  reply({ identities, message }: Envelope, content: Content): void {
    const type = message.header.msg_type.replace(/_request$/, "_reply");
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

  constructor(
    socket: Publisher,
    private readonly wire: Wire,
  ) {
    this.#outlet = new Outlet(socket);
  }

  publish(type: string, content: Content, parent: Header | undefined, metadata: Content = {}): void {
    const message = this.wire.compose(type, content, parent, metadata);
    this.#outlet.send(this.wire.encode({ identities: [Buffer.from(type)], message }));
  }

  /** Tells whether the kernel is at work on `parent`. */
  status(state: "starting" | "busy" | "idle", parent?: Header): void {
    this.publish("status", { execution_state: state }, parent);
  }

  flush(): Promise<void> {
    return this.#outlet.flush();
  }
}
