/** Small compiled programs, run in a process of their own: what the tests of kept programs damage and watch. */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import type { Scalar, Tensor, Tensor2D } from "@tensorflow/tfjs";
import { jit, jitAsync } from "./jit.js";
import { scan } from "./scan.js";
import { tf } from "./tensorflow.js";

const count = (carry: Tensor, index: Scalar): [Tensor, []] => [tf.add(tf.mul(carry, 0.5), index), []];

/** What all of them take. */
const x = tf.tensor2d([0.25, -1, 2, 0.5, 0.75, -0.125, 3, 0.4, 1.5], [3, 3]);

/** Each is one program. */
const functions: readonly ((x: Tensor2D) => Tensor)[] = [
  (x) => tf.sum(tf.square(x)),
  (x) => tf.exp(tf.neg(x)),
  (x) => tf.softmax(x),
  (x) => tf.matMul(x, tf.tanh(x)),
  (x) => tf.grad((at: Tensor) => tf.sum(tf.sigmoid(tf.matMul(at as Tensor2D, x))))(x),
  (x) => tf.where(tf.greater(x, 0.4), x, tf.sqrt(tf.abs(x))),
  (x) => tf.cumsum(x, 1),
  (x) => tf.topk(x, 2).values,
  (x) => tf.logSumExp(x, 0),
  (x) => scan(count, x as Tensor, 5)[0],
];

export interface Outcome {
  readonly status: number | null;
  /** The values of each function; null where the process did not come so far. */
  readonly values: number[][] | null;
  /** What it said on standard error, line by line. */
  readonly lines: string[];
}

export const programs = functions.length;

/**
 * Runs all functions in a fresh process with `folder` as MOMENTA_COMPILED.
 *
 * @param before what the shell does first
 * @param way whether they are called in turn, or at once and beside JavaScript
 */
export function computeElsewhere(
  folder: string,
  flags = "",
  before = ":",
  way: keyof typeof ways = "in turn",
): Outcome {
  const env = { ...process.env, MOMENTA_COMPILED: folder, TF_XLA_FLAGS: flags };
  const command = [`${before}; exec "$0" "$1" "$2"`, process.execPath, __filename, way];
  const { status, stdout, stderr } = spawnSync("sh", ["-c", ...command], { env, encoding: "utf8" });
  const values = status === 0 ? (JSON.parse(stdout) as number[][]) : null;
  return { status, values, lines: stderr.split("\n").filter((line) => line !== "") };
}

/** The files kept in `folder`, whole paths in order. */
export function filesKept(folder: string): string[] {
  return readdirSync(folder).flatMap((machine) =>
    readdirSync(path.join(folder, machine))
      .sort()
      .map((name) => path.join(folder, machine, name)),
  );
}

/** The values of each function. */
export function compute(): number[][] {
  return functions.map((fn) => [...jit(fn)(x).dataSync()]);
}

/** The values of each function, called at once and beside JavaScript; the arguments are disposed meanwhile. */
export function computeAside(): Promise<number[][]> {
  return Promise.all(
    functions.map(async (fn) => {
      const own = tf.tensor2d(x.dataSync(), x.shape);
      const result = jitAsync(fn)(own);
      own.dispose();
      return [...(await result).dataSync()];
    }),
  );
}

const ways = { "in turn": async () => compute(), aside: computeAside };

if (require.main === module) {
  void ways[process.argv[2] as keyof typeof ways]().then((values) => process.stdout.write(JSON.stringify(values)));
}
