/** A call of a compiled program takes no longer than this, so that progress shows, and what is interrupted or ends is soon over. */
const SECONDS = 0.15;

/** How many steps the next call makes, so that it takes about 0.15 s, going by the calls before. */
export class Pace {
  private measured = false;

  constructor(
    private readonly most: number,
    public steps = Math.min(8, most),
  ) {}

  /** Learns from a call. The first is left out: it compiles. */
  learn(steps: number, seconds: number): void {
    if (this.measured && steps > 0) {
      const fitting = Math.floor((SECONDS * steps) / Math.max(seconds, 1e-4));
      this.steps = Math.max(1, Math.min(this.most, 4 * this.steps, fitting));
    }
    this.measured = true;
  }
}
