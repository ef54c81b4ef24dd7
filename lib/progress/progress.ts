import { interruption } from "./interruption.js";
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

/** In a notebook a cell's output; else standard error, as standard output is for results. */
const output = () => (isInNotebook() ? process.stdout : process.stderr);
const isInNotebook = () => interruption() !== undefined;
/** Whether a carriage return starts a line anew. */
const isLive = () => isInNotebook() || process.stderr.isTTY;

/**
 * A progress line, in a notebook or on standard error; in a file its last state alone.
 *
 * @param after how many seconds it begins to show; less work than that has no line
 */
export function progress(title: string, unit: string, total: number, after = 0): Progress {
  const start = performance.now();
  let shown = start + 1000 * after - INTERVAL;
  const write = (text: string) => output().write(isLive() ? `\r${text.padEnd(78)}` : text);
  return {
    update(done) {
      const now = performance.now();
      if (now - shown < INTERVAL || !isLive()) return;
      shown = now;
      const elapsed = (now - start) / 1000;
      const left = done > 0 ? `, about ${seconds((elapsed / done) * (total - done))} left` : "";
      write(`${title}: ${Math.floor(done)} of ${total} ${unit}, ${seconds(elapsed)}${left}`);
    },
    end(stored = 0) {
      if (performance.now() - start < 1000 * after) return;
      const known = stored > 0 ? `, ${stored} of them from the store` : "";
      write(
        `${title}: ${total} ${total === 1 ? unit.replace(/s$/, "") : unit} in ${seconds((performance.now() - start) / 1000)}${known}`,
      );
      output().write("\n");
    },
  };
}
