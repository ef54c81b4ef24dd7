import type { Explored } from "momenta/figures";

/** What the reader sets. */
export interface ScheduleSettings {
  /** η_k = c / k^p. */
  readonly p: number;
  readonly c: number;
  /** Which instances come. */
  readonly stream: string;
}

/** Instances that are seen. */
export const EXPLORED_UPDATES = 3000;

/**
 * SGD with η_k = c / k^p on the line through the origin, the least squares so far, and the root of the expected squared error.
 * It declares all that it uses, since it runs in the reader's page.
 */
export function exploreSchedule({ p, c, stream }: ScheduleSettings): Explored {
  const updates = 3000;
  const [slope, noise] = [1, 0.5];
  const [square, fourth] = [13 / 12, 121 / 80];
  let bits = 7919 * Number(stream);
  /** Mulberry32, uniform in (0, 1). */
  const uniform = () => {
    bits = (bits + 0x6d2b79f5) | 0;
    let mixed = Math.imul(bits ^ (bits >>> 15), 1 | bits);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const at: number[] = [];
  const [path, solved, expected]: number[][] = [[], [], []];
  let [w, error, products, squares, next] = [0, slope ** 2, 0, 0, 1];
  for (let k = 1; k <= updates; k++) {
    const x = 0.5 + uniform();
    const d = slope * x + noise * normal();
    const rate = c / k ** p;
    w -= rate * x * (w * x - d);
    error = (1 - 2 * rate * square + rate ** 2 * fourth) * error + rate ** 2 * noise ** 2 * square;
    products += x * d;
    squares += x * x;
    if (k < 30 || k >= next || k === updates) {
      at.push(k);
      path?.push(w);
      solved?.push(products / squares);
      expected?.push(Math.sqrt(error));
      next = k * 1.02;
    }
  }
  const sum = p <= 1 ? "Σ η diverges" : "Σ η converges: the start is never forgotten";
  const squaresSum = p > 0.5 ? "Σ η² converges" : "Σ η² diverges";
  return {
    marks: {
      SGD: { x: at, y: path as number[] },
      "least squares so far": { x: at, y: solved as number[] },
      "SGD, expected": { x: at, y: expected as number[] },
    },
    words:
      `η = ${c.toFixed(2)} / k^${p.toFixed(2)}: ${sum}, ${squaresSum}; ` +
      `after ${updates} instances the root mean square error is ${Math.sqrt(error).toFixed(4)}.`,
  };
}
