import { seconds } from "../progress/index.js";

const INTERVAL = 200;

/** One line that says how much of a file is here and how long the rest will take. */
export interface DownloadProgress {
  /** @param bytes what is here by now, with what an earlier download left */
  update(bytes: number): void;
  /** Ends the line, with the time that the download took. */
  end(): void;
}

/**
 * A progress line on standard error: in a terminal and in a notebook, where a carriage return starts the line anew.
 *
 * @param had bytes that were here before
 * @param total bytes of the whole file, NaN where the server does not say
 */
export function downloadProgress(title: string, had: number, total: number): DownloadProgress {
  const start = performance.now();
  let shown = Number.NEGATIVE_INFINITY;
  let here = had;
  const elapsed = () => (performance.now() - start) / 1000;
  const write = (text: string) => process.stderr.write(`\r${`${title}: ${text}`.padEnd(78)}`);
  return {
    update(bytes) {
      here = bytes;
      if (performance.now() - shown < INTERVAL) return;
      shown = performance.now();
      write(Number.isNaN(total) ? `${size(bytes)}, ${seconds(elapsed())}` : known(bytes, had, total, elapsed()));
    },
    end() {
      write(`${size(here)} in ${seconds(elapsed())}`);
      process.stderr.write("\n");
    },
  };
}

function known(bytes: number, had: number, total: number, elapsed: number): string {
  const part = `${size(bytes)} of ${size(total)}, ${Math.floor((100 * bytes) / total)} %, ${seconds(elapsed)}`;
  return bytes > had ? `${part}, about ${seconds((elapsed / (bytes - had)) * (total - bytes))} left` : part;
}

/** "170.1 MB": powers of 1000. */
export function size(bytes: number): string {
  if (bytes < 1e3) return `${bytes} bytes`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
