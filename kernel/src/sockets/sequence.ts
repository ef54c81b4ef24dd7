/** How long what comes later waits for something whose place is taken, but which is not there yet. */
const PATIENCE_MS = 1000;

interface Entry {
  /** The number of a place that is taken. */
  place: number | undefined;
  /** What is to be done when it is this entry's turn; undefined where that is not known yet. */
  act: (() => void) | undefined;
}

/** Does one thing after the other, in the order in which their places were taken. */
export class Sequence {
  readonly #entries: Entry[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** Does something when all before it is done. */
  add(act: () => void): void {
    this.#entries.push({ place: undefined, act });
    this.#advance();
  }

  /** Takes a place for something that comes later. */
  hold(place: number): void {
    this.#entries.push({ place, act: undefined });
  }

  /** Does something in the place that was taken for it; at once where that was passed over. */
  fill(place: number, act: () => void): void {
    const entry = this.#entries.find((entry) => entry.place === place);
    if (entry) entry.act = act;
    else act();
    this.#advance();
  }

  #advance(): void {
    for (let act = this.#entries[0]?.act; act; act = this.#entries[0]?.act) {
      this.#entries.shift();
      this.#stopWaiting();
      act();
    }
    if (this.#entries.length > 1) this.#timer ??= setTimeout(() => this.#passOver(), PATIENCE_MS);
  }

  /** Gives up the first place, and all that are empty behind it. */
  #passOver(): void {
    this.#stopWaiting();
    while (this.#entries[0] && !this.#entries[0].act) this.#entries.shift();
    this.#advance();
  }

  #stopWaiting(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
