import type { Comms } from "./client/index.js";
import type { History } from "./history/index.js";
import type { Session } from "./language/index.js";
import type { Cells } from "./output/index.js";

/** What the handlers of requests work with. */
export interface Kernel {
  readonly session: Session;
  readonly cells: Cells;
  readonly history: History;
  readonly comms: Comms;
  /** The number of the last cell that counts. */
  executionCount: number;
  /** Something that the user has to know before the next cell's output. */
  warning: string | undefined;
}
