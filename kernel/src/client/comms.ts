import { randomUUID } from "node:crypto";
import type { Content } from "../protocol/index.js";

type Data = Record<string, unknown>;

/** Sends one message about a comm to the clients. */
type Send = (type: "comm_open" | "comm_msg" | "comm_close", content: Content, beside: CommBeside) => void;

/** Takes a comm that a client opens. */
type OnOpen = (comm: Comm, data: Data, beside: CommBeside) => void;

/** The comms of one kernel: those that are open, and the targets that clients can open more for. */
export class Comms {
  readonly #open = new Map<string, Comm>();
  readonly #targets = new Map<string, OnOpen>();

  constructor(private readonly send: Send) {}

  register(target: string, onOpen: OnOpen): void {
    this.#targets.set(target, onOpen);
  }

  open(target: string, data: Data = {}, beside: Partial<CommBeside> = {}): Comm {
    const comm = this.#make(randomUUID(), target);
    this.#send("comm_open", { comm_id: comm.id, target_name: target, data }, beside);
    this.#open.set(comm.id, comm);
    return comm;
  }

  /** The open comms; those of one target only, where one is given. */
  list(target?: string): Comm[] {
    return [...this.#open.values()].filter((comm) => target === undefined || comm.target === target);
  }

  /** A client opened a comm; for a target that is not there, or refuses it, it is closed again. */
  opened(id: string, target: string, data: Data, beside: CommBeside): void {
    const onOpen = this.#targets.get(target);
    const comm = this.#make(id, target);
    this.#open.set(id, comm);
    try {
      if (!onOpen) throw new Error(`comms: a client opened ${target}, which no cell has registered`);
      onOpen(comm, data, beside);
    } catch (error) {
      comm.close();
      throw error;
    }
  }

  /** A client sent something over a comm. */
  received(id: string, data: Data, beside: CommBeside): void {
    this.#open.get(id)?.onMessage(data, beside);
  }

  /** A client closed a comm. */
  closed(id: string, data: Data, beside: CommBeside): void {
    const comm = this.#open.get(id);
    this.#open.delete(id);
    comm?.onClose(data, beside);
  }

  #make(id: string, target: string): Comm {
    return {
      id,
      target,
      onMessage: () => {},
      onClose: () => {},
      send: (data, beside = {}) => {
        if (!this.#open.has(id)) throw new Error(`comms: the comm to ${target} is closed`);
        this.#send("comm_msg", { comm_id: id, data }, beside);
      },
      close: (data = {}, beside = {}) => {
        if (this.#open.delete(id)) this.#send("comm_close", { comm_id: id, data }, beside);
      },
    };
  }

  /** What is sent is as it was at the call, and what JSON keeps of it; throws where JSON cannot hold it. */
  #send(type: Parameters<Send>[0], content: Content, { metadata = {}, buffers = [] }: Partial<CommBeside>): void {
    const json = JSON.parse(JSON.stringify({ content, metadata }));
    this.send(type, json.content, { metadata: json.metadata, buffers: buffers.map((bytes) => new Uint8Array(bytes)) });
  }
}
