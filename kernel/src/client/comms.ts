import { randomUUID } from "node:crypto";
import type { Content } from "../protocol/index.js";

/** Sends one message about a comm to the clients. */
type Send = (type: "comm_open" | "comm_msg" | "comm_close", content: Content) => void;

/** The comms of one kernel: those that are open, and the targets that clients can open more for. */
export class Comms {
  readonly #open = new Map<string, Comm>();
  readonly #targets = new Map<string, (comm: Comm, data: Content) => void>();

  constructor(private readonly send: Send) {}

  register(target: string, onOpen: (comm: Comm, data: Content) => void): void {
    this.#targets.set(target, onOpen);
  }

  open(target: string, data: Content = {}): Comm {
    const comm = this.#add(randomUUID(), target);
    this.send("comm_open", { comm_id: comm.id, target_name: target, data });
    return comm;
  }

  /** The ids and targets of the open comms; of one target only, where one is given. */
  list(target?: string): { id: string; target: string }[] {
    return [...this.#open.values()].filter((comm) => target === undefined || comm.target === target);
  }

  /** A client opened a comm; for a target that is not there, or refuses it, it is closed again. */
  opened(id: string, target: string, data: Content): void {
    const onOpen = this.#targets.get(target);
    const comm = this.#add(id, target);
    try {
      if (!onOpen) throw new Error(`comms: a client opened ${target}, which no cell has registered`);
      onOpen(comm, data);
    } catch (error) {
      comm.close();
      throw error;
    }
  }

  /** A client sent something over a comm. */
  received(id: string, data: Content): void {
    this.#open.get(id)?.onMessage(data);
  }

  /** A client closed a comm. */
  closed(id: string, data: Content): void {
    const comm = this.#open.get(id);
    this.#open.delete(id);
    comm?.onClose(data);
  }

  #add(id: string, target: string): Comm {
    const comm: Comm = {
      id,
      target,
      onMessage: () => {},
      onClose: () => {},
      send: (data) => {
        if (!this.#open.has(id)) throw new Error(`comms: the comm to ${target} is closed`);
        this.send("comm_msg", { comm_id: id, data });
      },
      close: (data = {}) => {
        if (this.#open.delete(id)) this.send("comm_close", { comm_id: id, data });
      },
    };
    this.#open.set(id, comm);
    return comm;
  }
}
