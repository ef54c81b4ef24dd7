/**
 * The independent streams of one seed: what one draws never moves what another draws,
 * so that two models of different size, say, still see their data in the same order. From `order` on, a run has one for each
 * of its tasks.
 */
export const streams = {
  parameters: 0,
  order: 1,
  perturbation: 2 ** 30,
  fisher: 2 * 2 ** 30,
  replay: 3 * 2 ** 30,
  reservoir: 2 ** 32 - 1,
} as const;

/** A reproducible sequence of random numbers. The same key gives the same sequence on every machine. */
export interface Random {
  /** The next 32 random bits, an integer in [0, 2³²). */
  bits(): number;
  /** Uniform in [0, 1), a multiple of 2⁻³². */
  uniform(): number;
  /** A uniform integer in [0, n), without bias: draws that would favour small values are drawn again. */
  below(n: number): number;
  /** Standard normal, mean 0 and variance 1 (Box and Muller 1958). */
  normal(): number;
  /** Puts `values` in random order, in place, every order equally likely (Fisher and Yates), and returns it. */
  shuffle(values: Int32Array): Int32Array;
}

const RANGE = 2 ** 32;

/**
 * The generator of one stream of one seed: Philox with the key (seed, stream), counting 0, 1, 2, ….
 *
 * ```ts
 * const order = random(seed, streams.order).shuffle(indices);
 * ```
 *
 * @throws Error where `seed` or `stream` is no integer in [0, 2³²)
 */
export function random(seed: number, stream: number): Random {
  requireUint32("seed", seed);
  requireUint32("stream", stream);
  const block = new Uint32Array(4);
  let blocks = 0;
  let used = 4;
  let spareNormal: number | undefined;

  function bits(): number {
    if (used === 4) {
      philox(block, blocks % RANGE, Math.floor(blocks / RANGE), 0, 0, seed, stream);
      blocks += 1;
      used = 0;
    }
    return block[used++] as number;
  }

  function uniform(): number {
    return bits() / RANGE;
  }

  function below(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > RANGE) {
      throw new Error(`random: below(${n}) has nothing to draw from; give an integer from 1 to 2^32.`);
    }
    const unbiased = RANGE - (RANGE % n);
    let draw = bits();
    while (draw >= unbiased) draw = bits();
    return draw % n;
  }

  function normal(): number {
    if (spareNormal !== undefined) {
      const value = spareNormal;
      spareNormal = undefined;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spareNormal = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  function shuffle(values: Int32Array): Int32Array {
    for (let last = values.length - 1; last > 0; last--) {
      const chosen = below(last + 1);
      const value = values[last] as number;
      values[last] = values[chosen] as number;
      values[chosen] = value;
    }
    return values;
  }

  return { bits, uniform, below, normal, shuffle };
}

/**
 * Philox4x32-10: writes four random 32-bit words, a function of a counter of four words and a key of two, to `output`.
 *
 * Being a function of its position, a stream needs no seeding procedure and streams of different keys never meet.
 * Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
 */
export function philox(
  output: Uint32Array,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
): void {
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(0xd2511f53, c0);
    const low0 = Math.imul(0xd2511f53, c0);
    const high1 = multiplyHigh(0xcd9e8d57, c2);
    const low1 = Math.imul(0xcd9e8d57, c2);
    c0 = (high1 ^ c1 ^ k0) >>> 0;
    c1 = low1 >>> 0;
    c2 = (high0 ^ c3 ^ k1) >>> 0;
    c3 = low0 >>> 0;
    k0 = (k0 + 0x9e3779b9) >>> 0;
    k1 = (k1 + 0xbb67ae85) >>> 0;
  }
  output[0] = c0;
  output[1] = c1;
  output[2] = c2;
  output[3] = c3;
}

/** The upper 32 bits of the 64-bit product of two 32-bit integers. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const cross = aHigh * bLow + (((aLow * bLow) / 0x10000) >>> 0);
  const middle = aLow * bHigh + (cross & 0xffff);
  return (aHigh * bHigh + (cross >>> 16) + (middle >>> 16)) >>> 0;
}

function requireUint32(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 0 || value >= RANGE) {
    throw new Error(`random: ${name} is ${value}; give an integer from 0 to 2^32 - 1.`);
  }
}
