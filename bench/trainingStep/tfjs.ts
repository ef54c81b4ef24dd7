import { leaves, tf } from "momenta";
import { milliseconds } from "../rounds.js";
import type { Contender } from "../work.js";
import { adamOptions, type Examples, indexTable, initialParameters, randomExamples } from "./examples.js";
import type { Network } from "./network.js";

/** One run: its parameters without the replica axis, and tfjs' own Adam. */
interface Run {
  readonly variables: tf.Variable[];
  readonly optimizer: tf.AdamOptimizer;
  /** The rows that each update sees. */
  readonly batches: readonly tf.Tensor1D[];
}

/** The training step op by op, as a user of tfjs-node writes it; replicas are single runs, one after the other. */
export function tfjsContender(network: Network, replicas: number, updates: number): Contender {
  const examples = randomExamples();
  const table = indexTable(network, updates, replicas);
  const runs = singleRuns(network, table);
  tf.dispose(table);
  return {
    name: "tfjs-node",
    compiles: false,
    amount: updates,
    call: () => milliseconds(() => train(network, examples, runs)),
    close() {
      tf.dispose(leaves<tf.Tensor>(examples));
      dispose(runs);
    },
  };
}

/** The values of each parameter of all replicas after the updates of the table. */
export function tfjsParameters(network: Network, examples: Examples, table: tf.Tensor3D): Float32Array[] {
  const runs = singleRuns(network, table);
  train(network, examples, runs);
  const values = runs[0]?.variables.map((_, parameter) => {
    const stacked = tf.stack(runs.map(({ variables }) => variables[parameter] as tf.Variable));
    const data = stacked.dataSync<"float32">();
    stacked.dispose();
    return data;
  });
  dispose(runs);
  return values ?? [];
}

function singleRuns(network: Network, table: tf.Tensor3D): Run[] {
  const replicas = table.shape[1];
  const initial = leaves<tf.Tensor>(initialParameters(network, replicas));
  const { learningRate, beta1, beta2, epsilon } = adamOptions;
  const runs = Array.from({ length: replicas }, (_, replica) => ({
    variables: initial.map((leaf) => tf.tidy(() => tf.variable(replicaOf(leaf, 0, replica)))),
    optimizer: tf.train.adam(learningRate, beta1, beta2, epsilon),
    batches: tf.tidy(() => tf.unstack(replicaOf(table, 1, replica)) as tf.Tensor1D[]),
  }));
  tf.dispose(initial);
  return runs;
}

function replicaOf(tensor: tf.Tensor, axis: number, replica: number): tf.Tensor {
  return tf.gather(tensor, tf.scalar(replica, "int32"), axis);
}

function train({ logits }: Network, { images, labels }: Examples, runs: readonly Run[]): void {
  for (const { variables, optimizer, batches } of runs) {
    for (const rows of batches) {
      tf.tidy(() => {
        const [batch, targets] = [tf.gather(images, rows), tf.gather(labels, rows)];
        const loss = () => tf.losses.softmaxCrossEntropy(targets, logits(variables, batch)) as tf.Scalar;
        optimizer.minimize(loss, false, variables);
      });
    }
    variables[0]?.dataSync();
  }
}

function dispose(runs: readonly Run[]): void {
  for (const { variables, optimizer, batches } of runs) {
    tf.dispose([variables, [...batches]]);
    optimizer.dispose();
  }
}
