import { adam, applyUpdates, gradients, jit, leaves, scan, softmaxCrossEntropy, type TensorTree, tf } from "momenta";
import { milliseconds } from "../rounds.js";
import type { Contender } from "../work.js";
import { adamOptions, type Examples, indexTable, initialParameters, randomExamples, values } from "./examples.js";
import type { Network } from "./network.js";

const optimizer = adam(adamOptions);

interface State extends Record<string, TensorTree> {
  readonly params: TensorTree;
  readonly optimizer: ReturnType<typeof optimizer.init>;
}

/** The training step in Momenta: all replicas at once, all updates of a call in one compiled program. */
export function momentaContender(network: Network, replicas: number, updates: number): Contender {
  const train = trainer(network);
  const examples = randomExamples();
  const table = indexTable(network, updates, replicas);
  let state = initialState(network, replicas);
  return {
    name: "momenta",
    compiles: true,
    amount: updates,
    call: () =>
      milliseconds(() => {
        const next = train(state, examples, table);
        tf.dispose(leaves<tf.Tensor>(state));
        state = next;
        wait(state);
      }),
    close() {
      tf.dispose([table, ...leaves<tf.Tensor>(examples), ...leaves<tf.Tensor>(state)]);
      train.dispose();
    },
  };
}

/** The values of each parameter of all replicas after the updates of the table. */
export function momentaParameters(network: Network, examples: Examples, table: tf.Tensor3D): Float32Array[] {
  const train = trainer(network);
  const first = initialState(network, table.shape[1]);
  const last = train(first, examples, table);
  const parameters = values(last.params);
  tf.dispose([first, last].flatMap((state) => leaves<tf.Tensor>(state)));
  train.dispose();
  return parameters;
}

function trainer({ model }: Network) {
  function update({ params, optimizer: state }: State, { images, labels }: Examples, rows: tf.Tensor): State {
    const [batch, targets] = [tf.gather(images, rows), tf.gather(labels, rows)];
    const loss = (values: TensorTree) => tf.sum<tf.Scalar>(softmaxCrossEntropy(model.apply(values, batch), targets));
    const [updates, next] = optimizer.update(gradients(loss, params), state, params);
    return { params: applyUpdates(params, updates), optimizer: next };
  }

  return jit(function train(state: State, examples: Examples, table: tf.Tensor3D): State {
    const [last] = scan((carry: State, rows: tf.Tensor) => [update(carry, examples, rows), []], state, table);
    return last;
  });
}

function initialState(network: Network, replicas: number): State {
  const params = initialParameters(network, replicas);
  return { params, optimizer: optimizer.init(params) };
}

/** On a GPU a call returns before its work is done. */
function wait(state: State): void {
  leaves<tf.Tensor>(state).at(-1)?.dataSync();
}
