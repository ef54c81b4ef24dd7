import type { Tensor } from "@tensorflow/tfjs";
import type { Stream } from "../datasets/index.js";
import { tf, tidy } from "../engine/tensorflow.js";
import { leaves, type TensorTree } from "../engine/tree.js";
import type { Model } from "../models/index.js";
import type { Optimizer } from "../optimizers/index.js";
import { BatchOrder } from "./batches.js";
import { boundary, type HeldOutAccuracy } from "./criterion.js";
import { laneData, requireHeldOut } from "./laneData.js";
import { idleLanes, type Lanes, lanePrograms } from "./lanes.js";

/** What becomes of the optimizer's state when the next task begins. */
export type StateAtSwitch = "carry over" | "reset";

export interface TrainOptions<Params extends TensorTree, State extends Record<string, TensorTree>> {
  readonly model: Model<Params>;
  readonly optimizer: Optimizer<State>;
  readonly stream: Stream;
  readonly criterion: HeldOutAccuracy;
  /** One way, or several: every seed is then run in each of them. */
  readonly stateAtSwitch: StateAtSwitch | readonly StateAtSwitch[];
  /** The seeds themselves, or their number: 1, 2, …. A seed determines initial weights and order of data. */
  readonly seeds: number | readonly number[];
  readonly batchSize?: number;
  /** After so many updates a task is given up, and the next one begins. */
  readonly maxUpdates?: number;
  /** Told after every chunk how many runs are finished. */
  readonly onProgress?: (runs: number) => void;
}

/** What came of one run. */
export interface Run {
  readonly seed: number;
  readonly stateAtSwitch: StateAtSwitch;
  /** For each task of the stream the updates after which its criterion was first met, `maxUpdates` where it never was. */
  readonly updatesToCriterion: readonly number[];
  /** For each task of the stream whether its criterion was met. */
  readonly reached: readonly boolean[];
  /** Whether all parameters were finite numbers at the end. */
  readonly finite: boolean;
}

/** A run that waits for a lane; `row` is where its seed's initial parameters are. */
interface QueuedRun {
  readonly seed: number;
  readonly row: number;
  readonly stateAtSwitch: StateAtSwitch;
}

/** A run in its lane, with the orders of its batches, one for each phase. */
interface Occupant {
  readonly run: QueuedRun;
  readonly orders: readonly BatchOrder[];
}

/** More lanes than this compute no faster, and wait longer for the last runs. */
const LANES = 8;
/** Steps × lanes in one call of the compiled program: about 0.2 s of work on two cores. */
const LANE_STEPS = 200;

/**
 * Trains a model on the tasks of a stream, one after the other, many runs at once: every run has a lane of one compiled
 * program, goes on to its next task the moment its criterion is met, and at its end leaves the lane to the next run.
 *
 * Yields to the event loop between chunks of about 0.2 s. A run's result does not depend on the runs beside it.
 *
 * @returns a record of each run, in the order of `stateAtSwitch`, then of `seeds`
 * @throws RangeError where a number is out of its range, naming it
 */
export async function train<Params extends TensorTree, State extends Record<string, TensorTree>>(
  options: TrainOptions<Params, State>,
): Promise<Run[]> {
  const { model, optimizer, stream, criterion, batchSize = 64, maxUpdates = 2000, onProgress } = options;
  requireWhole("batchSize", batchSize);
  requireWhole("maxUpdates", maxUpdates);
  requireHeldOut(stream, criterion);
  const seeds = listSeeds(options.seeds);
  const ways = [options.stateAtSwitch].flat() as StateAtSwitch[];
  const queue = ways.flatMap((stateAtSwitch) => seeds.map((seed, row): QueuedRun => ({ seed, row, stateAtSwitch })));

  const R = Math.min(LANES, queue.length);
  const steps = Math.ceil(LANE_STEPS / R);
  const initial = model.init(seeds);
  const data = laneData(stream, criterion);
  const laneOptions = {
    model: model as Model,
    optimizer: optimizer as Optimizer,
    data,
    classes: stream.dataset.classes,
    boundary: boundary(criterion),
    maxUpdates,
    steps,
  };
  const programs = lanePrograms(laneOptions);
  let lanes = idleLanes(laneOptions, initial, R);
  const occupants = Array<Occupant | null>(R).fill(null);
  const waiting = [...queue];
  const finished = new Map<QueuedRun, Run>();

  function admit(): void {
    const entering = occupants.map((occupant) => (occupant === null ? waiting.shift() : undefined));
    if (entering.every((run) => run === undefined)) return;
    entering.forEach((run, lane) => {
      if (run !== undefined) occupants[lane] = { run, orders: ordersOf(run) };
    });
    const perLane = (dtype: "bool" | "int32", value: (run: QueuedRun) => number) =>
      tf.tensor1d(
        entering.map((run) => (run === undefined ? 0 : value(run))),
        dtype,
      );
    replaceLanes(
      tidy(() => {
        const chosen = perLane("bool", () => 1);
        const rows = perLane("int32", ({ row }) => row);
        const resets = perLane("bool", ({ stateAtSwitch }) => (stateAtSwitch === "reset" ? 1 : 0));
        return programs.refill(lanes, chosen, rows, resets, initial);
      }),
    );
  }

  function ordersOf({ seed }: QueuedRun): BatchOrder[] {
    return data.rowsOfPhase.map((rows, phase) => new BatchOrder(rows, seed, phase, batchSize, steps));
  }

  function advance(): void {
    const updates = table(lanes.updates);
    const after = tidy(() => programs.advance(lanes, nextBatches(updates)));
    replaceLanes(after.lanes);
    const finite = after.finite.dataSync();
    after.finite.dispose();
    release(finite);
  }

  function nextBatches(updates: number[][]): Tensor {
    const phases = data.rowsOfPhase.length;
    const size = steps * batchSize;
    // TensorFlow shares an array's memory with the tensor made of it, so every chunk has an array of its own.
    const examples = new Int32Array(R * phases * size);
    occupants.forEach((occupant, lane) => {
      occupant?.orders.forEach((order, phase) => {
        examples.set(order.from(updates[lane]?.[phase] as number), (lane * phases + phase) * size);
      });
    });
    return tf.tensor2d(examples, [R * phases * steps, batchSize], "int32");
  }

  function release(finite: ArrayLike<number>): void {
    const phase = lanes.phase.dataSync();
    const updates = table(lanes.updates);
    const reached = table(lanes.reached);
    occupants.forEach((occupant, lane) => {
      if (occupant === null || (phase[lane] as number) < data.rowsOfPhase.length) return;
      const { seed, stateAtSwitch } = occupant.run;
      finished.set(occupant.run, {
        seed,
        stateAtSwitch,
        updatesToCriterion: updates[lane] as number[],
        reached: (reached[lane] as number[]).map((value) => value === 1),
        finite: finite[lane] === 1,
      });
      occupants[lane] = null;
    });
  }

  function replaceLanes(next: Lanes): void {
    tf.dispose(leaves<Tensor>(lanes));
    lanes = next;
  }

  try {
    while (finished.size < queue.length) {
      admit();
      advance();
      onProgress?.(finished.size);
      await new Promise((resolve) => setImmediate(resolve));
      interruption()?.throwIfAborted();
    }
  } finally {
    programs.advance.dispose();
    programs.refill.dispose();
    tf.dispose([...leaves<Tensor>(lanes), ...leaves<Tensor>(initial)]);
    tf.dispose([data.inputs, data.labels, data.heldOutInputs, data.heldOutLabels]);
  }
  return queue.map((run) => finished.get(run) as Run);
}

/** The signal that a notebook's kernel gives to the cell that runs, aborted when the cell is interrupted. */
function interruption(): AbortSignal | undefined {
  return (globalThis as { [key: symbol]: unknown })[Symbol.for("Jupyter.signal")] as AbortSignal | undefined;
}

function table(tensor: Tensor): number[][] {
  return tensor.arraySync() as number[][];
}

function listSeeds(seeds: number | readonly number[]): readonly number[] {
  if (typeof seeds === "number") {
    requireWhole("seeds", seeds);
    return Array.from({ length: seeds }, (_, index) => index + 1);
  }
  requireWhole("the number of seeds", seeds.length);
  return seeds;
}

function requireWhole(name: string, value: number): void {
  if (Number.isInteger(value) && value >= 1) return;
  throw new RangeError(`${name} is ${value}; give a whole number, at least 1.`);
}
