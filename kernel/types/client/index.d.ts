/** What every notebook cell can use, without an import, to talk to the client that shows it. */

/** Removes the cell's output so far. With `wait`, not before there is new output, so that nothing flickers. */
declare function clearOutput(wait?: boolean): void;

/** Shows `value` in the client's pager, if it has one, when the cell has ended. Resolves when it is rendered. */
declare function page(value: unknown): Promise<void>;

/**
 * Asks the user for one line.
 *
 * @example
 * const name = await input("name? ");
 */
declare function input(prompt?: string, options?: InputOptions): Promise<string>;

/** How the user is asked. */
interface InputOptions {
  /** Hides what is typed. */
  password?: boolean;
}

/** What travels beside the data of a comm's message. */
interface CommBeside {
  readonly metadata: Record<string, unknown>;
  readonly buffers: readonly Uint8Array[];
}

/** A line between this kernel and something in the client, over which both send data. */
interface Comm {
  readonly id: string;
  readonly target: string;
  /** Called with the data of each message from the client, and what travels beside it. */
  onMessage: (data: Record<string, unknown>, beside: CommBeside) => void;
  /** Called when the client closes the line. */
  onClose: (data: Record<string, unknown>, beside: CommBeside) => void;
  /** Sends data, and bytes beside it: what they are at the moment of the call. */
  send(data: Record<string, unknown>, beside?: Partial<CommBeside>): void;
  close(data?: Record<string, unknown>, beside?: Partial<CommBeside>): void;
}

/** The comms of this kernel. */
interface CommTargets {
  /** Calls `onOpen` with each comm that the client opens for `target`, and the data that it opens it with. */
  register(target: string, onOpen: (comm: Comm, data: Record<string, unknown>, beside: CommBeside) => void): void;
  /** Opens a comm to what the client has registered as `target`. */
  open(target: string, data?: Record<string, unknown>, beside?: Partial<CommBeside>): Comm;
}

declare const comms: CommTargets;
