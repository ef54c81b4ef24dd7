import { leaves, type MlpParams, tf } from "momenta";
import type { Contender } from "./contender.js";
import { milliseconds } from "./rounds.js";
import { adamOptions, type Examples, indexTable, initialParameters } from "./trainingStepWork.js";

type Variables = [tf.Variable, tf.Variable, tf.Variable, tf.Variable, tf.Variable, tf.Variable];

/** One run: its parameters, layer after layer kernel and bias, all of rank 2, and tfjs' own Adam. */
interface Run {
  readonly variables: Variables;
  readonly optimizer: tf.AdamOptimizer;
  /** The rows that each update sees. */
  readonly batches: readonly tf.Tensor1D[];
}

/** The training step op by op, as a user of tfjs-node writes it; replicas are single runs, one after the other. */
export function tfjsContender(examples: Examples, replicas: number, updates: number): Contender {
  const table = indexTable(updates, replicas);
  const runs = singleRuns(table);
  tf.dispose(table);
  return {
    engine: "tfjs-node",
    replicas,
    compiles: false,
    updates,
    call: () => milliseconds(() => train(examples, runs)),
    close: () => dispose(runs),
  };
}

/** The values of each parameter of all replicas after the updates of the table. */
export function tfjsParameters(examples: Examples, table: tf.Tensor3D): Float32Array[] {
  const runs = singleRuns(table);
  train(examples, runs);
  const values = runs[0]?.variables.map((_, parameter) => {
    const stacked = tf.stack(runs.map(({ variables }) => variables[parameter] as tf.Variable));
    const data = stacked.dataSync<"float32">();
    stacked.dispose();
    return data;
  });
  dispose(runs);
  return values ?? [];
}

function singleRuns(table: tf.Tensor3D): Run[] {
  const initial = initialParameters(table.shape[1]);
  const { learningRate, beta1, beta2, epsilon } = adamOptions;
  const runs = tf.unstack(table, 1).map((batches, replica) => ({
    variables: singleParameters(initial, replica),
    optimizer: tf.train.adam(learningRate, beta1, beta2, epsilon),
    batches: tf.unstack(batches) as tf.Tensor1D[],
  }));
  tf.dispose(leaves<tf.Tensor>(initial));
  return runs;
}

function singleParameters(initial: MlpParams, replica: number): Variables {
  return leaves<tf.Tensor>(initial).map((leaf) =>
    tf.tidy(() => tf.variable(tf.gather(leaf, tf.scalar(replica, "int32")))),
  ) as Variables;
}

function train({ images, labels }: Examples, runs: readonly Run[]): void {
  for (const { variables, optimizer, batches } of runs) {
    for (const rows of batches) {
      tf.tidy(() => {
        const [batch, targets] = [tf.gather(images, rows), tf.gather(labels, rows)];
        optimizer.minimize(() => loss(variables, batch, targets), false, variables);
      });
    }
    variables[0].dataSync();
  }
}

function loss([kernel1, bias1, kernel2, bias2, kernel3, bias3]: Variables, batch: tf.Tensor, labels: tf.Tensor) {
  const hidden1 = tf.relu(tf.add(tf.matMul(batch, kernel1), bias1));
  const hidden2 = tf.relu(tf.add(tf.matMul(hidden1, kernel2), bias2));
  const logits = tf.add(tf.matMul(hidden2, kernel3), bias3);
  return tf.losses.softmaxCrossEntropy(labels, logits) as tf.Scalar;
}

function dispose(runs: readonly Run[]): void {
  for (const { variables, optimizer, batches } of runs) {
    tf.dispose([variables, [...batches]]);
    optimizer.dispose();
  }
}
