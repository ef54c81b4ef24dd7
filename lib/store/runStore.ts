import { join } from "node:path";
import { Store } from "./store.js";

/** The project's own store: `data/runs`, or the folder of the environment variable MOMENTA_RUNS. */
export function runStore(): Store {
  return new Store(process.env.MOMENTA_RUNS ?? join(__dirname, "..", "..", "..", "data", "runs"));
}
