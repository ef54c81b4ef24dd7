import type { Tensor } from "@tensorflow/tfjs";
import type { Stream } from "../datasets/index.js";
import { tf, tidy } from "../engine/tensorflow.js";
import { flatten, leaves, type TensorTree } from "../engine/tree.js";
import type { Model } from "../models/index.js";
import type { Optimizer } from "../optimizers/index.js";
import { BatchOrder } from "./batches.js";
import { boundary, type HeldOutAccuracy } from "./criterion.js";
import { disposeLaneData, laneData, requireHeldOut, requireTasks } from "./laneData.js";
import { idleLanes, type Lanes, lanePrograms } from "./lanes.js";
import { firstNotFinite, type NotFinite } from "./notFinite.js";

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
  /**
   * Whether accuracy is measured on every task of the stream, at the start and after each task.
   *
   * Costs a pass over the held-out examples of all tasks at the start and for each task of a run, and half a chunk of
   * waiting for each task of a run: 12 steps with eight lanes, 100 where there is one run alone. Changes no other result.
   */
  readonly accuracyMatrix?: boolean;
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
  /** Where the run met its first infinite number or NaN; null where all parameters stayed finite. */
  readonly notFinite: NotFinite | null;
  /** Null where it was not asked for. */
  readonly accuracyMatrix: AccuracyMatrix | null;
}

/** Accuracy on the tasks of a stream, on the held-out examples that the criterion is measured on. */
export interface AccuracyMatrix {
  /** On each task before the first update. */
  readonly initial: readonly number[];
  /** `afterTask[i][j]`: on task j after training on task i, T × T for the T tasks of the stream. */
  readonly afterTask: readonly (readonly number[])[];
}

/** A run that waits for a lane; `row` is where its seed's initial parameters are. */
interface QueuedRun {
  readonly seed: number;
  readonly row: number;
  readonly stateAtSwitch: StateAtSwitch;
}

/** A run in its lane, with the orders of its batches, one for each phase, and what was found of it so far. */
interface Occupant {
  readonly run: QueuedRun;
  readonly orders: readonly BatchOrder[];
  /** The accuracies on all tasks, measured at the start and at the end of each phase. */
  readonly accuracies: number[][];
  notFinite: NotFinite | null;
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
  const { accuracyMatrix = false } = options;
  requireWhole("batchSize", batchSize);
  requireWhole("maxUpdates", maxUpdates);
  requireTasks(stream);
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
    outputs: stream.outputs,
    boundary: boundary(criterion),
    maxUpdates,
    steps,
    waiting: accuracyMatrix,
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
      if (run !== undefined) occupants[lane] = { run, orders: ordersOf(run), accuracies: [], notFinite: null };
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
    if (accuracyMatrix) measure((lane) => entering[lane] !== undefined);
  }

  function ordersOf({ seed }: QueuedRun): BatchOrder[] {
    return data.rowsOfPhase.map((rows, phase) => new BatchOrder(rows, seed, phase, batchSize, steps));
  }

  function advance(): void {
    const phases = [...lanes.phase.dataSync()];
    replaceLanes(
      tidy(() => {
        const batches = nextBatches(table(lanes.updates));
        const after = programs.advance(lanes, batches);
        diagnose(batches, table(after.finite));
        return after.lanes;
      }),
    );
    const ended = lanes.phase.dataSync();
    if (accuracyMatrix) measure((lane) => (ended[lane] as number) > (phases[lane] as number));
    release();
  }

  /** Finds out where the lanes that are no longer finite left off being so, in the chunk that `batches` were for. */
  function diagnose(batches: Tensor, finite: readonly number[][]): void {
    const diverged = occupants.flatMap((occupant, lane) =>
      occupant?.notFinite === null && finite[lane]?.includes(0) ? [{ occupant, lane, end: finite[lane] }] : [],
    );
    if (diverged.length === 0) return;
    const replay = programs.replay(lanes, batches);
    const { paths } = flatten<Tensor>(lanes.params);
    for (const { occupant, lane, end } of diverged) occupant.notFinite = firstNotFinite(replay, lane, end, paths);
  }

  /** Notes the accuracies on all tasks of the runs in some lanes, as their parameters are now. */
  function measure(ofLane: (lane: number) => boolean): void {
    const measured = occupants.flatMap((occupant, lane) =>
      occupant !== null && ofLane(lane) ? [{ occupant, lane }] : [],
    );
    if (measured.length === 0) return;
    const ofTask = tidy(() => table(programs.measure(lanes.params)));
    for (const { occupant, lane } of measured) {
      // A compiler may multiply by 1 / examples in place of dividing.
      const exact = (accuracy: number) => Math.round(accuracy * criterion.examples) / criterion.examples;
      occupant.accuracies.push(data.taskOfPhase.map((task) => exact(ofTask[task]?.[lane] as number)));
    }
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

  function release(): void {
    const phase = lanes.phase.dataSync();
    const updates = table(lanes.updates);
    const reached = table(lanes.reached);
    occupants.forEach((occupant, lane) => {
      if (occupant === null || (phase[lane] as number) < data.rowsOfPhase.length) return;
      const { run, accuracies, notFinite } = occupant;
      const { seed, stateAtSwitch } = run;
      const [initially = [], ...afterTask] = accuracies;
      finished.set(run, {
        seed,
        stateAtSwitch,
        updatesToCriterion: updates[lane] as number[],
        reached: (reached[lane] as number[]).map((value) => value === 1),
        notFinite,
        accuracyMatrix: accuracyMatrix ? { initial: initially, afterTask } : null,
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
    for (const program of Object.values(programs)) program.dispose();
    tf.dispose([...leaves<Tensor>(lanes), ...leaves<Tensor>(initial)]);
    disposeLaneData(data);
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
