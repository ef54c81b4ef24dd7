import type { Tensor } from "@tensorflow/tfjs";
import { type Compiler, jit, random, scan, type TensorTree, tf, tidy } from "momenta/engine";
import { applyUpdates, type Optimizer } from "momenta/optimizers";

/** Linear losses f_t(x) = c_t · x on [−1, 1], with one of two slopes in every update. */
export interface Game {
  /** The rare slope of each replica, [R]. */
  readonly rare: readonly number[];
  /** The slope of all other updates, [R]. */
  readonly usual: readonly number[];
  /** Whether the slope of an update is the rare one, 0 or 1: T entries for all replicas alike, or for each its own. */
  readonly isRare: readonly Uint8Array[];
  /** Updates from one record to the next; T is a multiple of it. */
  readonly stride: number;
  readonly compiler?: Compiler;
}

/** What one replica did, an entry for each record. */
export interface Course {
  /** x after the update. */
  readonly positions: readonly number[];
  /** R_T / T: the mean loss of the points played minus that of the best fixed point so far. */
  readonly regret: readonly number[];
  /** The sum of the optimizer's steps since the last record, as they are before the projection. */
  readonly moved: readonly number[];
}

/** Sums over the updates of a record, each [R]. */
interface Sums extends Record<string, TensorTree> {
  readonly loss: Tensor;
  readonly slope: Tensor;
  readonly moved: Tensor;
}

interface Place extends Record<string, TensorTree> {
  readonly x: Tensor;
  readonly state: Record<string, TensorTree>;
}

/**
 * Plays a game from x = 0, all replicas in one compiled loop; every step of the optimizer is followed by the projection on
 * [−1, 1].
 *
 *     R_T = Σ_t f_t(x_t) − min over x of Σ_t f_t(x),   x_t before update t
 */
export function play(optimizer: Optimizer, { rare, usual, isRare, stride, compiler }: Game): Course[] {
  const replicas = rare.length;
  const updates = isRare[0]?.length as number;
  const records = updates / stride;
  const walk = jit(
    function walk(slopes: Record<"rare" | "usual", Tensor>, flags: Tensor) {
      const update = (
        { sums, ...place }: Place & { sums: Sums },
        flag: Tensor,
      ): [Place & { sums: Sums }, Record<never, Tensor>] => {
        const { x, state } = place as Place;
        const slope = tf.add(slopes.usual, tf.mul(tf.cast(flag, "float32"), tf.sub(slopes.rare, slopes.usual)));
        const [step, next] = optimizer.update(slope, state, x);
        const after = {
          loss: tf.add(sums.loss, tf.mul(slope, x)),
          slope: tf.add(sums.slope, slope),
          moved: tf.add(sums.moved, step as Tensor),
        };
        return [{ x: tf.clipByValue(applyUpdates(x, step), -1, 1), state: next, sums: after }, {}];
      };
      const record = (place: Place, block: Tensor): [Place, Sums & { x: Tensor }] => {
        const nothing = tf.zerosLike(place.x);
        const begun = { ...place, sums: { loss: nothing, slope: nothing, moved: nothing } };
        const [{ x, state, sums }] = scan(update, begun, block);
        return [
          { x, state },
          { ...sums, x },
        ];
      };
      const x = tf.zerosLike(slopes.rare);
      return scan(record, { x, state: optimizer.init(x) }, flags)[1];
    },
    compiler === undefined ? {} : { compiler },
  );
  try {
    const rows = tidy(() => {
      const flags = Uint8Array.from({ length: updates * isRare.length }, (_, at) => {
        const update = Math.floor(at / isRare.length);
        return (isRare[at % isRare.length] as Uint8Array)[update] as number;
      });
      const columns = (values: readonly number[]) => tf.tensor1d([...values]);
      const outcome = walk(
        { rare: columns(rare), usual: columns(usual) },
        tf.tensor3d(flags, [records, stride, isRare.length], "bool"),
      );
      return Object.fromEntries(
        Object.entries(outcome).map(([name, values]) => [name, (values as Tensor).arraySync() as number[][]]),
      ) as Record<"x" | "loss" | "slope" | "moved", number[][]>;
    });
    const column = (name: keyof typeof rows, replica: number) => rows[name].map((row) => row[replica] as number);
    return Array.from({ length: replicas }, (_, replica) => ({
      positions: column("x", replica),
      regret: averageRegret(column("loss", replica), column("slope", replica), stride),
      moved: column("moved", replica),
    }));
  } finally {
    walk.dispose();
  }
}

/** The best fixed point of losses that sum to S · x is −1 or 1, and loses −|S|. */
function averageRegret(losses: readonly number[], slopes: readonly number[], stride: number): number[] {
  let [loss, slope] = [0, 0];
  return losses.map((value, record) => {
    loss += value;
    slope += slopes[record] as number;
    return (loss + Math.abs(slope)) / ((record + 1) * stride);
  });
}

/** The rare slope in the first update of every period. */
export function everyPeriod(period: number, updates: number): Uint8Array {
  return Uint8Array.from({ length: updates }, (_, update) => Number(update % period === 0));
}

/** The rare slope at random, each update with the same probability: the gaps between are geometric. */
export function atRandom(probability: number, updates: number, seed: number): Uint8Array {
  const { uniform } = random(seed, 0);
  const flags = new Uint8Array(updates);
  const gap = () => Math.floor(Math.log(1 - uniform()) / Math.log(1 - probability));
  for (let at = gap(); at < updates; at += 1 + gap()) flags[at] = 1;
  return flags;
}
