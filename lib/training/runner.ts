import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { tf, tidy } from "../engine/tensorflow.js";
import { flatten, leaves, type TensorTree, unflatten } from "../engine/tree.js";
import { BatchOrder } from "./batches.js";
import type { CriterionNumbers } from "./criteria/index.js";
import type { LaneData } from "./laneData.js";
import { type Assignment, idleLanes, type LaneOptions, type LanePrograms, type Lanes, type Told } from "./lanes.js";
import { firstNotFinite, type NotFinite } from "./notFinite.js";
import type { QueuedRun } from "./options.js";
import { Pace } from "./pace.js";
import type { ParameterValues, Run } from "./run.js";

/** What a runner works with; `tasksOfStream` names for each stream the tasks, in order, by their place in `data`. */
export interface Workshop {
  readonly lanes: number;
  readonly options: LaneOptions;
  readonly programs: LanePrograms;
  readonly data: LaneData;
  readonly tasksOfStream: readonly (readonly number[])[];
  readonly criterion: CriterionNumbers;
  readonly settingNames: readonly string[];
  readonly seeds: readonly number[];
  readonly batchSize: number;
  /** How many held-out examples accuracies are measured on; 0 where they are not measured. */
  readonly measured: number;
  /** Whether parameters are told. */
  readonly parameters: boolean;
}

/** A run in its lane, with the orders of its batches, one for each phase, and what was found of it so far. */
interface Occupant {
  readonly run: QueuedRun;
  readonly tasks: readonly number[];
  readonly orders: readonly BatchOrder[];
  /** The accuracies on all tasks, measured at the start and at the end of each phase. */
  readonly accuracies: number[][];
  /** The parameters at the end of each phase, where they are told. */
  readonly parameters: ParameterValues[];
  readonly probes: Record<string, number[][]>;
  notFinite: NotFinite | null;
}

/** A run that is over, with the entry of the queue that it was. */
export interface Finished {
  readonly queued: QueuedRun;
  readonly run: Run;
}

/** Runs in lanes: admits those that wait, moves all on by a chunk, and hands out those that are over. */
export class Runner {
  private readonly occupants: (Occupant | null)[];
  private readonly initial: TensorTree;
  private readonly phases: number;
  private readonly pace: Pace;
  private assignment: Assignment;
  private lanes: Lanes;

  constructor(
    private readonly shop: Workshop,
    private readonly waiting: QueuedRun[],
  ) {
    const { options, tasksOfStream, seeds, lanes } = shop;
    this.occupants = Array<Occupant | null>(lanes).fill(null);
    this.phases = Math.max(...tasksOfStream.map((tasks) => tasks.length));
    this.pace = new Pace(options.steps);
    this.initial = options.model.init(seeds);
    this.assignment = this.assign();
    this.lanes = idleLanes(options, this.initial, this.assignment);
  }

  /** A chunk of steps. @returns the runs that are over */
  advance(): Finished[] {
    this.admit();
    const started = performance.now();
    const before = table(this.lanes.updates);
    const phases = [...this.lanes.phase.dataSync()];
    this.replaceLanes(tidy(() => this.call(before)));
    const updates = table(this.lanes.updates);
    const ended = [...this.lanes.phase.dataSync()];
    const made = updates.map(
      (row, lane) => sum(row) - sum(before[lane] ?? []) + (ended[lane] ?? 0) - (phases[lane] ?? 0),
    );
    this.pace.tell(Math.max(...made), (performance.now() - started) / 1000);
    const hasEnded = (lane: number) => (ended[lane] as number) > (phases[lane] as number);
    this.measure(hasEnded);
    this.keepParameters(hasEnded);
    return this.release(ended, updates);
  }

  dispose(): void {
    tf.dispose([this.lanes, this.assignment, this.initial].flatMap((tree) => leaves<Tensor>(tree)));
  }

  private admit(): void {
    const { seeds, programs } = this.shop;
    const entering = this.occupants.map((occupant) => (occupant === null ? this.waiting.shift() : undefined));
    if (entering.every((run) => run === undefined)) return;
    entering.forEach((run, lane) => {
      if (run !== undefined) this.occupants[lane] = this.occupant(run);
    });
    tf.dispose(leaves<Tensor>(this.assignment));
    this.assignment = this.assign();
    this.replaceLanes(
      tidy(() => {
        const chosen = tf.tensor1d(entering.map(Boolean), "bool");
        const rows = entering.map((run) => (run === undefined ? 0 : seeds.indexOf(run.seed)));
        return programs.refill(this.lanes, this.assignment, chosen, tf.tensor1d(rows, "int32"), this.initial);
      }),
    );
    this.measure((lane) => entering[lane] !== undefined);
  }

  private occupant(run: QueuedRun): Occupant {
    const { data, tasksOfStream, options, batchSize } = this.shop;
    const tasks = tasksOfStream[run.stream] as readonly number[];
    const orders = tasks.map((task, phase) => {
      return new BatchOrder(data.rowsOfTask[task] as Int32Array, run.seed, phase, batchSize, options.steps);
    });
    return { run, tasks, orders, accuracies: [], parameters: [], probes: {}, notFinite: null };
  }

  /** What the lanes are assigned to. */
  private assign(): Assignment {
    const perLane = (value: (occupant: Occupant) => number, dtype: "bool" | "int32" | "float32") =>
      tf.tensor1d(
        this.occupants.map((occupant) => (occupant === null ? 0 : value(occupant))),
        dtype,
      );
    const tasks = this.occupants.map((occupant) =>
      Array.from({ length: this.phases }, (_, phase) => occupant?.tasks[phase] ?? 0),
    );
    return {
      settings: Object.fromEntries(
        this.shop.settingNames.map((name) => [name, perLane(({ run }) => run.setting[name] as number, "float32")]),
      ) as Record<string, Tensor1D>,
      criterion: scalars(this.shop.criterion),
      resets: perLane(({ run }) => Number(run.stateAtSwitch === "reset"), "bool"),
      phases: perLane(({ tasks: own }) => own.length, "int32"),
      tasks: tf.tensor2d(tasks, [tasks.length, this.phases], "int32"),
    };
  }

  private call(updates: readonly number[][]): Lanes {
    const { programs, data, options } = this.shop;
    const batches = this.nextBatches(updates);
    const limit = {
      steps: tf.scalar(this.pace.steps, "int32"),
      atEnd: tf.scalar(Number(this.waiting.length > 0), "int32"),
    };
    const { lanes, finite, told } = programs.advance(this.lanes, this.assignment, data.tensors, batches, limit);
    const flags = table(finite);
    const diverged = this.occupants.flatMap((occupant, lane) =>
      occupant?.notFinite === null && flags[lane]?.includes(0) ? [{ occupant, lane, end: flags[lane] }] : [],
    );
    if (diverged.length > 0) {
      const replay = programs.replay(this.lanes, this.assignment, data.tensors, batches, limit);
      const { paths } = flatten<Tensor>(lanes.params);
      for (const { occupant, lane, end } of diverged) {
        occupant.notFinite = firstNotFinite(replay, this.pace.steps, lane, end, paths);
      }
    }
    if (options.probes.length > 0) this.note(told);
    return lanes;
  }

  /** Writes what the probes saw to the runs in their lanes. */
  private note({ trained, phase, probes }: Told): void {
    const [made, phases] = [table(trained), table(phase)];
    const values = Object.entries(probes).map(([name, rows]) => [name, table(rows)] as const);
    this.occupants.forEach((occupant, lane) => {
      if (occupant === null) return;
      for (const [name, rows] of values) {
        occupant.probes[name] ??= occupant.tasks.map(() => []);
        const ofPhase = occupant.probes[name];
        rows.forEach((row, step) => {
          if (made[step]?.[lane] === 1) ofPhase[phases[step]?.[lane] as number]?.push(row[lane] as number);
        });
      }
    });
  }

  /** Notes the accuracies on all tasks of the runs in some lanes, as their parameters are now. */
  private measure(ofLane: (lane: number) => boolean): void {
    const { measured, programs, data } = this.shop;
    if (measured === 0) return;
    const chosen = this.occupants.flatMap((occupant, lane) =>
      occupant !== null && ofLane(lane) ? [{ occupant, lane }] : [],
    );
    if (chosen.length === 0) return;
    const errors = tidy(() => table(programs.measure(this.lanes.params, data.tensors)));
    for (const { occupant, lane } of chosen) {
      occupant.accuracies.push(occupant.tasks.map((task) => (measured - (errors[task]?.[lane] as number)) / measured));
    }
  }

  /** Keeps the parameters of the runs in some lanes, as they are now. */
  private keepParameters(ofLane: (lane: number) => boolean): void {
    if (!this.shop.parameters) return;
    this.occupants.forEach((occupant, lane) => {
      if (occupant === null || !ofLane(lane)) return;
      const { params } = this.lanes;
      const values = leaves<Tensor>(params).map((leaf) => tidy(() => tf.slice(leaf, lane, 1).dataSync<"float32">()));
      occupant.parameters.push(unflatten(params, values));
    });
  }

  private nextBatches(updates: readonly number[][]): Tensor {
    const { lanes, options, batchSize } = this.shop;
    const size = options.steps * batchSize;
    // TensorFlow shares an array's memory with the tensor made of it, so every chunk has an array of its own.
    const examples = new Int32Array(lanes * this.phases * size);
    this.occupants.forEach((occupant, lane) => {
      occupant?.orders.forEach((order, phase) => {
        examples.set(order.from(updates[lane]?.[phase] as number), (lane * this.phases + phase) * size);
      });
    });
    return tf.tensor2d(examples, [lanes * this.phases * options.steps, batchSize], "int32");
  }

  private release(phase: readonly number[], updates: readonly number[][]): Finished[] {
    const reached = table(this.lanes.reached);
    return this.occupants.flatMap((occupant, lane) => {
      if (occupant === null || (phase[lane] as number) < occupant.tasks.length) return [];
      this.occupants[lane] = null;
      const { run: queued, tasks, accuracies, notFinite, parameters, probes } = occupant;
      const [initial = [], ...afterTask] = accuracies;
      const run = {
        ...queued,
        updatesToCriterion: (updates[lane] as number[]).slice(0, tasks.length),
        reached: (reached[lane] as number[]).slice(0, tasks.length).map((value) => value === 1),
        notFinite,
        accuracyMatrix: this.shop.measured > 0 ? { initial, afterTask } : null,
        parameters: this.shop.parameters ? parameters : null,
        probes,
      };
      return [{ queued, run }];
    });
  }

  private replaceLanes(next: Lanes): void {
    tf.dispose(leaves<Tensor>(this.lanes));
    this.lanes = next;
  }
}

function table(tensor: Tensor): number[][] {
  return tensor.arraySync() as number[][];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function scalars(numbers: CriterionNumbers): Record<string, TensorTree> {
  return Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [
      name,
      typeof value === "number" ? tf.scalar(value, "int32") : scalars(value),
    ]),
  );
}
