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
  /** One number, not 0 where an interrupt is wanted: for what no signal reaches. */
  readonly wanted: Int32Array;

  constructor(readonly memory = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)) {
    this.#state = new Int32Array(memory, 0, 1);
    this.wanted = new Int32Array(memory, Int32Array.BYTES_PER_ELEMENT, 1);
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
    Atomics.store(this.wanted, 0, 0);
  }

  /** From the other thread: stops the stretch that runs; where none does, lets loops know that they are to stop. */
  signal(): void {
    if (Atomics.compareExchange(this.#state, 0, INSIDE, SIGNALLED) === INSIDE) process.kill(process.pid, "SIGINT");
    else Atomics.store(this.wanted, 0, 1);
  }
}
