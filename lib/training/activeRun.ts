import { Batches, exampleOrder } from "./batches.js";
import type { PlacedTasks } from "./laneData.js";
import { type Plan, type QueuedRun, runStream } from "./plan.js";
import { mixed, Reservoir, replayedPerBatch } from "./replay.js";
import type { Checkpoint, Evaluation, NotFinite, ParameterValues, Run } from "./run.js";

/** Numbers of every lane at every step of a call, `[step][lane]`. */
type Table = readonly (readonly number[])[];

/** What was recorded of a call, on the host. */
export interface CallRecord {
  /** 1 where an update was made. */
  readonly trained: Table;
  readonly phase: Table;
  readonly probes: Readonly<Record<string, Table>>;
  /** Null where there are no checkpoints; `due`: 1 where there is one. */
  readonly checkpoint: {
    readonly due: Table;
    readonly updates: Table;
    readonly sets: Readonly<Record<string, { readonly loss: Table; readonly accuracy?: Table }>>;
  } | null;
}

/** A run in its lane: where it is, and what was recorded of it so far. */
export class ActiveRun {
  /** The tasks of its stream, in order, by their place in the plan. */
  readonly tasks: readonly number[];
  /** Its batches of rows, for each phase. */
  readonly batches: Batches[];
  /** The same of the task of each row; empty where all rows of a phase are of its own task. */
  readonly batchTasks: Batches[];
  /** The phase that it is in; the number of tasks where it is over. */
  phase = 0;
  /** The updates made in each phase. */
  updates: readonly number[];
  reached: readonly boolean[] = [];
  notFinite: NotFinite | null = null;
  /** The accuracies on all tasks, at the start and at the end of each phase. */
  readonly accuracies: number[][] = [];
  /** The parameters at the end of each phase. */
  readonly parameters: ParameterValues[] = [];
  private readonly probes: Record<string, number[][]> = {};
  private readonly checkpoints: Checkpoint[][];
  private readonly reservoir: Reservoir | undefined;
  /** How many examples of the batches are replayed, in the phases so far. */
  private readonly replayed = [0];

  constructor(
    readonly queued: QueuedRun,
    private readonly plan: Plan,
    private readonly placed: PlacedTasks,
  ) {
    const { tasks } = plan;
    const { replay } = plan.continualLearning;
    this.tasks = runStream(plan, queued).tasks.map((task) => tasks.indexOf(task));
    this.batches = this.tasks.map((_, phase) => this.inBatches(this.newRows(phase)));
    this.batchTasks = replay === undefined ? [] : this.tasks.map((task) => this.inBatches(() => task));
    this.reservoir = replay && new Reservoir(replay.examples, queued.seed);
    this.updates = this.tasks.map(() => 0);
    this.checkpoints = this.tasks.map(() => []);
  }

  get over(): boolean {
    return this.phase === this.tasks.length;
  }

  /** Steps made so far: a step is an update, or the end of a phase. */
  get steps(): number {
    return this.updates.reduce((total, updates) => total + updates, this.phase);
  }

  /** Remembers what it saw of the task before, and mixes what it remembers into the batches of the one that begins. */
  replay(): void {
    const { reservoir, phase } = this;
    const { batchSize, continualLearning } = this.plan;
    if (reservoir === undefined || continualLearning.replay === undefined) return;
    const ended = phase - 1;
    const next = this.newRows(ended);
    const seen = (this.updates[ended] as number) * (batchSize - (this.replayed[ended] as number));
    for (let count = 0; count < seen; count++) reservoir.offer({ row: next(), task: this.tasks[ended] as number });
    const replayed = reservoir.empty ? 0 : replayedPerBatch(continualLearning.replay, batchSize);
    this.replayed.push(replayed);
    const [rows, tasks] = [reservoir.replayed(phase), reservoir.replayed(phase)];
    this.batches[phase] = this.inBatches(mixed(this.newRows(phase), () => rows().row, batchSize, replayed));
    this.batchTasks[phase] = this.inBatches(
      mixed(
        () => this.tasks[phase] as number,
        () => tasks().task,
        batchSize,
        replayed,
      ),
    );
  }

  private newRows(phase: number): () => number {
    const rows = this.placed.rowsOfTask[this.tasks[phase] as number] as Int32Array;
    return exampleOrder(rows, this.queued.seed, phase, this.plan.order);
  }

  private inBatches(next: () => number): Batches {
    return new Batches(next, this.plan.batchSize, this.plan.stepsPerCall);
  }

  /** Records what the probes saw in this run's lane. */
  recordProbes({ trained, phase, probes }: CallRecord, lane: number): void {
    for (const [name, rows] of Object.entries(probes)) {
      this.probes[name] ??= this.tasks.map(() => []);
      const byPhase = this.probes[name];
      rows.forEach((row, step) => {
        if (trained[step]?.[lane] === 1) byPhase[phase[step]?.[lane] as number]?.push(row[lane] as number);
      });
    }
  }

  /** Records the evaluations of this run's lane. */
  recordCheckpoints({ phase, checkpoint }: CallRecord, lane: number): void {
    checkpoint?.due.forEach((row, step) => {
      if (row[lane] !== 1) return;
      const at = (table: Table) => table[step]?.[lane] as number;
      const evaluations = Object.entries(checkpoint.sets).map(([name, { loss, accuracy }]): [string, Evaluation] => [
        name,
        { loss: at(loss), ...(accuracy && { accuracy: at(accuracy) }) },
      ]);
      const found = { updates: at(checkpoint.updates), evaluations: Object.fromEntries(evaluations) };
      this.checkpoints[at(phase)]?.push(found);
    });
  }

  result(): Run {
    const [initial = [], ...afterTask] = this.accuracies;
    return {
      ...this.queued,
      updatesToCriterion: this.updates,
      reached: this.reached,
      notFinite: this.notFinite,
      accuracyMatrix: this.plan.accuracyMatrix ? { initial, afterTask } : null,
      parameters: this.plan.parameters ? this.parameters : null,
      probes: this.probes,
      ...(this.plan.schedule !== null && { checkpoints: this.checkpoints }),
    };
  }
}
