import {
  adam,
  applyUpdates,
  gradients,
  jit,
  leaves,
  type MlpParams,
  scan,
  softmaxCrossEntropy,
  type TensorTree,
  tf,
} from "momenta";
import type { Contender } from "./contender.js";
import { milliseconds } from "./rounds.js";
import { adamOptions, type Examples, indexTable, initialParameters, model } from "./trainingStepWork.js";

const optimizer = adam(adamOptions);

interface State extends Record<string, TensorTree> {
  readonly params: TensorTree;
  readonly optimizer: ReturnType<typeof optimizer.init>;
}

/** The training step in Momenta: all replicas at once, all updates of a call in one compiled program. */
export function momentaContender(examples: Examples, replicas: number, updates: number): Contender {
  const train = trainer();
  const table = indexTable(updates, replicas);
  let state = initialState(replicas);
  return {
    engine: "momenta",
    replicas,
    compiles: true,
    updates,
    call: () =>
      milliseconds(() => {
        const next = train(state, examples, table);
        tf.dispose(leaves<tf.Tensor>(state));
        state = next;
        wait(state);
      }),
    close() {
      tf.dispose([table, ...leaves<tf.Tensor>(state)]);
      train.dispose();
    },
  };
}

/** The values of each parameter of all replicas after the updates of the table. */
export function momentaParameters(examples: Examples, table: tf.Tensor3D): Float32Array[] {
  const train = trainer();
  const first = initialState(table.shape[1]);
  const last = train(first, examples, table);
  const values = leaves<tf.Tensor>(last.params).map((leaf) => leaf.dataSync<"float32">());
  tf.dispose([first, last].flatMap((state) => leaves<tf.Tensor>(state)));
  train.dispose();
  return values;
}

function trainer() {
  return jit(function train(state: State, examples: Examples, table: tf.Tensor3D): State {
    const [last] = scan((carry: State, rows: tf.Tensor) => [update(carry, examples, rows), []], state, table);
    return last;
  });
}

function update({ params, optimizer: state }: State, { images, labels }: Examples, rows: tf.Tensor): State {
  const [batch, targets] = [tf.gather(images, rows), tf.gather(labels, rows)];
  const loss = (values: MlpParams) => tf.sum<tf.Scalar>(softmaxCrossEntropy(model.apply(values, batch), targets));
  const [updates, next] = optimizer.update(gradients(loss, params as MlpParams), state, params);
  return { params: applyUpdates(params, updates), optimizer: next };
}

function initialState(replicas: number): State {
  const params = initialParameters(replicas);
  return { params, optimizer: optimizer.init(params) };
}

/** On a GPU a call returns before its work is done. */
function wait(state: State): void {
  leaves<tf.Tensor>(state).at(-1)?.dataSync();
}
