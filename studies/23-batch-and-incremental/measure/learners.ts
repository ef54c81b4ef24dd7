import { expectedErrors, moments, NOISE, SLOPE } from "./line.js";

/** Where all learners begin. */
export const START = 0;
const startError = (START - SLOPE) ** 2;

/** Instances in the order in which they come. */
export interface Stream {
  readonly x: Float64Array;
  readonly d: Float64Array;
}

/** A way to learn the slope from instances that come one at a time. */
export interface Learner {
  readonly name: string;
  /** η of update k = 1, 2, … */
  readonly rate: (k: number) => number;
  /** The slope after each instance, for the rates of all updates. */
  readonly slopes: (stream: Stream, rates: Float64Array) => Float64Array;
  /** E (w − w*)² after updates 1, 2, …, updates; to leading order where `isExact` is false. */
  readonly expected: (updates: number) => Float64Array;
  readonly isExact: boolean;
}

/** w ← w − η x (w x − d). */
function descend({ x, d }: Stream, rates: Float64Array): Float64Array {
  let w = START;
  return rates.map((rate, at) => {
    const input = x[at] as number;
    w -= rate * input * (w * input - (d[at] as number));
    return w;
  });
}

/** w ← w + η (d / x − w): so much of the way to the line through the latest instance. */
function swing({ x, d }: Stream, rates: Float64Array): Float64Array {
  let w = START;
  return rates.map((rate, at) => {
    w += rate * ((d[at] as number) / (x[at] as number) - w);
    return w;
  });
}

/** w ← w − x (w x − d) / Σ x²: the running solution of least squares. */
function solve({ x, d }: Stream): Float64Array {
  let w = START;
  let squares = 0;
  return x.map((input, at) => {
    squares += input * input;
    w -= (input * (w * input - (d[at] as number))) / squares;
    return w;
  });
}

/** The means of all slopes so far. */
function averages(slopes: Float64Array): Float64Array {
  let sum = 0;
  return slopes.map((w, at) => {
    sum += w;
    return sum / (at + 1);
  });
}

const fallingFrom = (variance: number) => (updates: number) =>
  Float64Array.from({ length: updates }, (_, at) => variance / (at + 1));
const ofTheSlope = NOISE ** 2 / moments.square;
const ofALine = NOISE ** 2 * moments.inverseSquare;

function gradient(name: string, rate: (k: number) => number): Learner {
  const expected = (updates: number) => expectedErrors(rate, updates, startError).subarray(1);
  return { name, rate, slopes: descend, expected, isExact: true };
}

/** Constant rates whose floors are measured. */
export const constantRates = [0.01, 0.03, 0.1, 0.3, 1];
export const constantName = (rate: number) => `η = ${rate}`;

const root = (k: number) => 1 / Math.sqrt(k);
const inverse = (k: number) => 1 / k;

export const learners: readonly Learner[] = [
  {
    name: "the latest line",
    rate: () => 1,
    slopes: swing,
    expected: (updates) => new Float64Array(updates).fill(ofALine),
    isExact: true,
  },
  ...constantRates.map((rate) => gradient(constantName(rate), () => rate)),
  gradient("1/√k", root),
  gradient("1/k^¾", (k) => k ** -0.75),
  gradient("1/k", inverse),
  gradient("0.5/k", (k) => 0.5 / k),
  gradient("0.2/k", (k) => 0.2 / k),
  gradient("1/(k ln(k + 2))", (k) => 1 / (k * Math.log(k + 2))),
  gradient("1/k²", (k) => 1 / k ** 2),
  {
    name: "1/√k, averaged",
    rate: root,
    slopes: (stream, rates) => averages(descend(stream, rates)),
    expected: fallingFrom(ofTheSlope),
    isExact: false,
  },
  { name: "1/k of the way", rate: inverse, slopes: swing, expected: fallingFrom(ofALine), isExact: true },
  { name: "least squares so far", rate: inverse, slopes: solve, expected: fallingFrom(ofTheSlope), isExact: false },
];
