import {
  adam,
  applyUpdates,
  gradients,
  jitAsync,
  leaves,
  onAllCores,
  scan,
  softmaxCrossEntropy,
  type TensorTree,
  tf,
  tidy,
} from "momenta";
import { oneCallUsesAll } from "momenta/engine";
import { milliseconds } from "../rounds.js";
import type { Contender } from "../work.js";
import { adamOptions, type Examples, indexTable, randomExamples, values } from "./examples.js";
import type { Network } from "./network.js";

const optimizer = adam(adamOptions);

interface State extends Record<string, TensorTree> {
  readonly params: TensorTree;
  readonly optimizer: ReturnType<typeof optimizer.init>;
}

/** Does pieces of work one after the other, on one core. */
export async function onOneCore<Item>(
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<void>,
): Promise<unknown[]> {
  const results: unknown[] = [];
  for (const [index, item] of items.entries()) results.push(await work(item, index));
  return results;
}

/**
 * The training step in Momenta: all updates of a call in one compiled program, where nothing is said a core for each replica, or
 * a GPU for all of them at once.
 */
export function momentaContender(
  network: Network,
  replicas: number,
  updates: number,
  spread: typeof onOneCore = onAllCores,
): Contender {
  const train = trainer(network);
  const examples = randomExamples();
  const together = oneCallUsesAll && spread === onAllCores ? replicas : 1;
  const tables = tidy(() => tf.split(indexTable(network, updates, replicas), replicas / together, 1));
  const states = tables.map((_, part) => initialState(network, part * together, together));
  return {
    name: "momenta",
    compiles: true,
    amount: updates,
    call: () =>
      milliseconds(() =>
        spread(tables, async (table, part) => {
          const state = states[part] as State;
          const next = await train(state, examples, table);
          tf.dispose(leaves<tf.Tensor>(state));
          states[part] = next;
          wait(next);
        }),
      ),
    close() {
      tf.dispose([...tables, ...leaves<tf.Tensor>(examples), ...states.flatMap((state) => leaves<tf.Tensor>(state))]);
      train.dispose();
    },
  };
}

/** The values of the parameters after the updates of the table, replica by replica. */
export async function momentaParameters(
  network: Network,
  examples: Examples,
  table: tf.Tensor3D,
): Promise<Float32Array[]> {
  const train = trainer(network);
  const tables = tf.split(table, table.shape[1], 1);
  const replicas = await onAllCores(tables, async (part, replica) => {
    const first = initialState(network, replica);
    const last = await train(first, examples, part);
    const parameters = values(last.params);
    tf.dispose([first, last].flatMap((state) => leaves<tf.Tensor>(state)));
    return parameters;
  });
  tf.dispose(tables);
  train.dispose();
  return replicas.flat();
}

function trainer({ model }: Network) {
  function update({ params, optimizer: state }: State, { images, labels }: Examples, rows: tf.Tensor): State {
    const [batch, targets] = [tf.gather(images, rows), tf.gather(labels, rows)];
    const loss = (values: TensorTree) => tf.sum<tf.Scalar>(softmaxCrossEntropy(model.apply(values, batch), targets));
    const [updates, next] = optimizer.update(gradients(loss, params), state, params);
    return { params: applyUpdates(params, updates), optimizer: next };
  }

  return jitAsync(function train(state: State, examples: Examples, table: tf.Tensor): State {
    const [last] = scan((carry: State, rows: tf.Tensor) => [update(carry, examples, rows), []], state, table);
    return last;
  });
}

function initialState({ model }: Network, firstSeed: number, replicas = 1): State {
  const params = model.init(Array.from({ length: replicas }, (_, replica) => firstSeed + replica));
  return { params, optimizer: optimizer.init(params) };
}

/** On a GPU a call returns before its work is done. */
function wait(state: State): void {
  leaves<tf.Tensor>(state).at(-1)?.dataSync();
}
