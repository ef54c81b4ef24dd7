import { AsyncResource } from "node:async_hooks";
import { EventEmitter } from "node:events";
import { inspect } from "node:util";
import { DISPLAY } from "../output/index.js";
import { type BufferPath, putBuffers, splitBuffers } from "./buffers.js";

/** The MIME type of a view, and the version of the protocol of Jupyter's widgets that is spoken here. */
const VIEW = "application/vnd.jupyter.widget-view+json";
const VERSION = { version_major: 2, version_minor: 1 };

/** What a client says over the comm of a widget. */
interface ClientMessage {
  method: "update" | "request_state" | "custom";
  state: object;
  buffer_paths?: BufferPath[];
  content: unknown;
}

/** One widget, at the kernel's end of its comm. */
export class CommWidget<State extends Record<string, WidgetValue>> implements Widget<State> {
  readonly #events = new EventEmitter().setMaxListeners(0);
  readonly comm: Comm;

  /**
   * @param state what the page can read and change
   * @param model what the front end has to know beside it
   * @param open opens the comm with what the front end starts from
   */
  constructor(
    private readonly state: State,
    private readonly model: Record<string, WidgetValue>,
    open: (data: Record<string, unknown>, beside: Partial<CommBeside>) => Comm,
  ) {
    const { json, paths, buffers } = splitBuffers(this.fullState);
    const metadata = { version: `${VERSION.version_major}.${VERSION.version_minor}.0` };
    this.comm = open({ state: json, buffer_paths: paths }, { buffers, metadata });
    this.comm.onMessage = (data, { buffers }) => this.#receive(data as unknown as ClientMessage, buffers);
  }

  /** All that the front end knows. */
  get fullState(): Record<string, WidgetValue> {
    return { ...this.state, ...this.model };
  }

  get<Name extends keyof State>(name: Name): State[Name] {
    return this.state[name];
  }

  set(changes: Partial<State>): void {
    this.#sendState("update", changes);
    this.#change(changes);
  }

  on(event: string, listener: (...values: never[]) => void): void {
    // As a promise, an error of the listener belongs to the cell that listens, and stops nobody who made the change. What it
    // is given depends on the event, as the types of Widget say.
    const listen = async (...values: unknown[]) => listener(...(values as never[]));
    this.#events.on(event, AsyncResource.bind(listen));
  }

  send(content: unknown, buffers: readonly Uint8Array[] = []): void {
    this.comm.send({ method: "custom", content }, { buffers });
  }

  close(): void {
    this.comm.close();
  }

  [DISPLAY](): Record<string, unknown> {
    return { [VIEW]: { ...VERSION, model_id: this.comm.id }, "text/plain": inspect(this) };
  }

  [inspect.custom](): string {
    return `widget ${inspect(this.state)}`;
  }

  #receive({ method, state, buffer_paths = [], content }: ClientMessage, buffers: readonly Uint8Array[]): void {
    switch (method) {
      case "update":
        putBuffers(state, buffer_paths, buffers);
        // For the other clients, and so that this one knows that what it sent is known.
        this.#sendState("echo_update", state);
        this.#change(state as Partial<State>);
        break;
      case "request_state":
        this.#sendState("update", this.fullState);
        break;
      case "custom":
        this.#events.emit("msg:custom", content, buffers);
    }
  }

  #sendState(method: "update" | "echo_update", state: object): void {
    const { json, paths, buffers } = splitBuffers(state);
    this.comm.send({ method, state: json, buffer_paths: paths }, { buffers });
  }

  #change(changes: Partial<State>): void {
    const isSame = ([name, value]: [string, unknown]) => typeof value !== "object" && value === this.state[name];
    const changed = Object.entries(changes).filter((change) => !isSame(change));
    Object.assign(this.state, changes);
    for (const [name, value] of changed) this.#events.emit(`change:${name}`, value);
  }
}
