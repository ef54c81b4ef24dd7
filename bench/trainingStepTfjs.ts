import { leaves, tf } from "momenta";
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
  const replicas = table.shape[1];
  const initial = leaves<tf.Tensor>(initialParameters(replicas));
  const { learningRate, beta1, beta2, epsilon } = adamOptions;
  const runs = Array.from({ length: replicas }, (_, replica) => ({
    variables: initial.map((leaf) => tf.tidy(() => tf.variable(replicaOf(leaf, 0, replica)))) as Variables,
    optimizer: tf.train.adam(learningRate, beta1, beta2, epsilon),
    batches: tf.tidy(() => tf.unstack(replicaOf(table, 1, replica)) as tf.Tensor1D[]),
  }));
  tf.dispose(initial);
  return runs;
}

function replicaOf(tensor: tf.Tensor, axis: number, replica: number): tf.Tensor {
  return tf.gather(tensor, tf.scalar(replica, "int32"), axis);
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
