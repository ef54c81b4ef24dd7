import { seconds } from "./seconds.js";

const INTERVAL = 200;

/** One line that says how far a long piece of work is and how long it will take. */
export interface Progress {
  /**
   * Writes the line anew, at most five times a second.
   *
   * @param done of `total`, fractions allowed
   */
  update(done: number): void;
  /**
   * Replaces the line by how long the whole took.
   *
   * @param stored how much of it came from the store
   */
  end(stored?: number): void;
}

/** A progress line on standard output: in a terminal and in a notebook, where a carriage return starts the line anew. */
export function progress(title: string, unit: string, total: number): Progress {
  const start = performance.now();
  let shown = Number.NEGATIVE_INFINITY;
  const write = (text: string) => process.stdout.write(`\r${text.padEnd(78)}`);
  return {
    update(done) {
      const now = performance.now();
      if (now - shown < INTERVAL) return;
      shown = now;
      const elapsed = (now - start) / 1000;
      const left = done > 0 ? `, about ${seconds((elapsed / done) * (total - done))} left` : "";
      write(`${title}: ${Math.floor(done)} of ${total} ${unit}, ${seconds(elapsed)}${left}`);
    },
    end(stored = 0) {
      const known = stored > 0 ? `, ${stored} of them from the store` : "";
      write(`${title}: ${total} ${unit} in ${seconds((performance.now() - start) / 1000)}${known}`);
      process.stdout.write("\n");
    },
  };
}
