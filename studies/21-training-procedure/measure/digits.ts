import type { Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import { firstExamples, inputTable, mnist, rotated } from "momenta/datasets";
import { random, tf, tidy } from "momenta/engine";
import { mean } from "momenta/statistics";

/**
 * Digits as a table of 14 × 14 pixels: those that are divided, those that nobody has seen, then both again, rotated, then
 * those that are divided once more, some of them with wrong labels.
 */
export interface DigitTable {
  /** [3 POOL + 2 NEW, 196]; the caller disposes it. */
  readonly images: Tensor2D;
  readonly labels: Uint8Array;
  /** The places of the digits to be divided, easy ones first. */
  readonly byEase: Int32Array;
}

export const PIXELS = 196;
/** Of MNIST's training images. */
const POOL = 12_000;
/** Of its test images. */
const NEW = 1000;
/** How much further down the table a digit stands in its rotated form. */
const ROTATED = POOL + NEW;
/** The same of its form with a label that may be wrong. */
const MISLABELLED = 2 * ROTATED;
/** The share of wrong labels. */
const WRONG = 0.3;
const DEGREES = 45;
const STREAM = 21_000_000;

/** Training images from which each seed draws its own. */
export function digitTable(): DigitTable {
  const some = firstExamples(mnist(), POOL);
  const both = rotated(some, [0, DEGREES]).tasks.map(({ dataset }) => dataset);
  const indices = (count: number) => Int32Array.from({ length: count }, (_, index) => index);
  const images = tidy(() => {
    const blocks = both.flatMap(({ train, test }) => [
      inputTable(train, indices(POOL)),
      inputTable(test, indices(NEW)),
    ]);
    return pooled(tf.concat([...blocks, blocks[0] as Tensor2D]));
  });
  const once = [...some.train.labels, ...some.test.labels.subarray(0, NEW)];
  const labels = Uint8Array.from([...once, ...once, ...mislabelled(some.train.labels)]);
  return { images, labels, byEase: orderOfEase(images.dataSync() as Float32Array, labels) };
}

/** Labels of which some are replaced by another class, each equally likely. */
function mislabelled(labels: Uint8Array): Uint8Array {
  const { uniform, below } = random(0, STREAM);
  return labels.map((label) => {
    const [draw, shift] = [uniform(), 1 + below(9)];
    return draw < WRONG ? (label + shift) % 10 : label;
  });
}

/** Images of 28 × 28 pixels as 14 × 14, each pixel the mean of four. */
function pooled(images: Tensor2D): Tensor2D {
  const square = tf.reshape(images, [-1, 28, 28, 1]) as Tensor4D;
  return tf.reshape(tf.avgPool(square, 2, 2, "valid"), [-1, PIXELS]) as Tensor2D;
}

/**
 * The places of the pool by how easy the digits are, each compared with those of its own class: how much nearer the mean
 * image of the class is than the nearest mean of another one.
 */
function orderOfEase(images: Float32Array, labels: Uint8Array): Int32Array {
  const places = Array.from({ length: POOL }, (_, at) => at);
  const classes = Array.from({ length: 10 }, (_, digit) => places.filter((at) => labels[at] === digit));
  const imageAt = (at: number) => images.subarray(at * PIXELS, (at + 1) * PIXELS);
  const means = classes.map((members) =>
    Float64Array.from({ length: PIXELS }, (_, pixel) =>
      mean(members.map((at) => images[at * PIXELS + pixel] as number)),
    ),
  );
  const hardness = (at: number, digit: number) => {
    const distances = means.map((mean) => squaredDistance(mean, imageAt(at)));
    const own = distances[digit] as number;
    return own / Math.min(...distances.filter((_, other) => other !== digit));
  };
  const ranks = new Float64Array(POOL);
  classes.forEach((members, digit) => {
    const ordered = members.map((at) => ({ at, value: hardness(at, digit) })).sort((a, b) => a.value - b.value);
    ordered.forEach(({ at }, rank) => {
      ranks[at] = rank / members.length;
    });
  });
  return Int32Array.from(places).sort((a, b) => (ranks[a] as number) - (ranks[b] as number));
}

function squaredDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += ((a[at] as number) - (b[at] as number)) ** 2;
  return sum;
}

/** How digits were divided. */
export const divisions = [
  "at random",
  "test digits rotated",
  "all digits rotated",
  "easy test digits",
  "wrong labels",
] as const;
export type Division = (typeof divisions)[number];

/** The three parts, and digits that are in none of them, as places in the table. */
export interface Parts {
  readonly training: Int32Array;
  readonly validation: Int32Array;
  readonly test: Int32Array;
  /** What the digits are that the network will meet. */
  readonly unseen: Int32Array;
}

export const VALIDATION = 500;
export const TEST = 1000;
/** Digits that a seed divides where the easy ones become the test part. */
const TO_DIVIDE = 8000;

/** The division of a seed. More digits to train on begin with the fewer. */
export function divide(seed: number, division: Division, samples: number, byEase: Int32Array): Parts {
  const order = random(seed, STREAM).shuffle(Int32Array.from({ length: POOL }, (_, index) => index));
  const unseen = Int32Array.from({ length: NEW }, (_, index) => POOL + index);
  const [test, rest] =
    division === "easy test digits"
      ? easyTest(order.slice(0, TO_DIVIDE), byEase)
      : [order.slice(0, TEST), order.slice(TEST)];
  const parts = {
    training: rest.slice(VALIDATION, VALIDATION + samples),
    validation: rest.slice(0, VALIDATION),
    test,
    unseen,
  };
  const [turned, misread] = [movedBy(ROTATED), movedBy(MISLABELLED)];
  switch (division) {
    case "test digits rotated":
      return { ...parts, test: turned(test), unseen: turned(unseen) };
    case "all digits rotated":
      return {
        training: turned(parts.training),
        validation: turned(parts.validation),
        test: turned(test),
        unseen: turned(unseen),
      };
    case "wrong labels":
      return {
        ...parts,
        training: misread(parts.training),
        validation: misread(parts.validation),
        test: misread(test),
      };
    default:
      return parts;
  }
}

const movedBy = (places: number) => (some: Int32Array) => some.map((place) => place + places);

/** The easiest of some digits, and the others in their order. */
function easyTest(some: Int32Array, byEase: Int32Array): [test: Int32Array, rest: Int32Array] {
  const known = new Set(some);
  const test = byEase.filter((place) => known.has(place)).slice(0, TEST);
  const easy = new Set(test);
  return [test, some.filter((place) => !easy.has(place))];
}
