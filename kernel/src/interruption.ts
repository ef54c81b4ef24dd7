/**
 * How a synchronous cell is stopped. Node ends a script at SIGINT, but only between its start and its end: a signal
 * a moment earlier or later is lost, or even ends the process. So the two threads agree, through shared memory, that
 * a signal is sent only where it hits.
 */

const OUTSIDE = 0;
const INSIDE = 1;
const SIGNALLED = 2;

/** The agreement of one kernel; both threads make theirs over the same memory. */
export class Interruption {
  readonly #state: Int32Array;

  constructor(readonly memory = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.#state = new Int32Array(memory);
  }

  /** Calls `body` as a stretch that can be stopped. Has to be called in a script with `breakOnSigint`. */
  run<T>(body: () => T): T {
    Atomics.store(this.#state, 0, INSIDE);
    try {
      return body();
    } finally {
      // Where the signal is on its way, waits for it, for behind this it would not find the script.
      while (Atomics.compareExchange(this.#state, 0, INSIDE, OUTSIDE) === SIGNALLED);
    }
  }

  /** Ready for the next stretch, after one that was stopped. */
  reset(): void {
    Atomics.store(this.#state, 0, OUTSIDE);
  }

  /** From the other thread: stops the stretch that runs, if one does. */
  signal(): void {
    if (Atomics.compareExchange(this.#state, 0, INSIDE, SIGNALLED) === INSIDE) process.kill(process.pid, "SIGINT");
  }
}
