import { leaves, tf, tidy } from "momenta";
import { milliseconds } from "../rounds.js";
import type { Contender } from "../work.js";
import { adamOptions, type Examples, indexTable, randomExamples } from "./examples.js";
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

/** The values of the parameters after the updates of the table, replica by replica. */
export function tfjsParameters(network: Network, examples: Examples, table: tf.Tensor3D): Float32Array[] {
  const runs = singleRuns(network, table);
  train(network, examples, runs);
  const values = runs.flatMap(({ variables }) => variables.map((variable) => variable.dataSync<"float32">()));
  dispose(runs);
  return values;
}

function singleRuns({ model }: Network, table: tf.Tensor3D): Run[] {
  const { learningRate, beta1, beta2, epsilon } = adamOptions;
  return Array.from({ length: table.shape[1] }, (_, replica) => ({
    variables: tidy(() => leaves<tf.Tensor>(model.init([replica])).map((leaf) => tf.variable(tf.squeeze(leaf, [0])))),
    optimizer: tf.train.adam(learningRate, beta1, beta2, epsilon),
    batches: tidy(() => tf.unstack(tf.gather(table, tf.scalar(replica, "int32"), 1)) as tf.Tensor1D[]),
  }));
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
