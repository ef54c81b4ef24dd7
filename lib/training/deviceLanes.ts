import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { leaves, type TensorTree, tf, tidy } from "../engine/index.js";
import type { ActiveRun, CallRecord } from "./activeRun.js";
import type { Batches } from "./batches.js";
import type { Ewc, ShrinkAndPerturb } from "./continualLearning.js";
import type { CriterionNumbers } from "./criteria/index.js";
import { watchedNames } from "./finite.js";
import { drawFisherExamples } from "./fisher.js";
import type { LaneData, PlacedTasks } from "./laneData.js";
import { type Assignment, idleLanes, type LaneState, trainedLanes } from "./laneState.js";
import { firstNotFinite } from "./notFinite.js";
import type { Plan } from "./plan.js";
import type { LanePrograms, StepRecord } from "./programs.js";
import type { ParameterValues } from "./run.js";
import { perturbationSeed, shrunkAndPerturbed } from "./shrinkAndPerturb.js";
import { select } from "./tensors.js";
import { parameterValues } from "./trained/parameterValues.js";

/** The runs in the lanes, null where a lane is idle. */
export type LaneRuns = readonly (ActiveRun | null)[];

/** The lanes on the device: runs go in as tensors, and what becomes of them is written back to the runs. */
export class DeviceLanes {
  private assignment: Assignment;
  private state: LaneState;

  constructor(
    private readonly plan: Plan,
    private readonly programs: LanePrograms,
    private readonly placed: PlacedTasks,
    /** The parameters that the runs of each seed start with; somebody else's. */
    private readonly initial: TensorTree,
    lanes: number,
  ) {
    this.assignment = this.assign(Array<null>(lanes).fill(null));
    this.state = tidy(() => idleLanes(plan, this.initial, this.assignment));
  }

  /** Starts the runs that have just entered their lanes. */
  start(runs: LaneRuns, entered: readonly boolean[]): void {
    const { seeds } = this.plan;
    tf.dispose(leaves<Tensor>(this.assignment));
    this.assignment = this.assign(runs);
    const rows = runs.map((run, lane) => (run !== null && entered[lane] ? seeds.indexOf(run.queued.seed) : 0));
    this.replaceState(
      tidy(() => {
        const chosen = tf.tensor1d([...entered], "bool");
        return this.programs.refill(this.state, this.assignment, chosen, tf.tensor1d(rows, "int32"), this.initial);
      }),
    );
  }

  /** Moves all lanes on by at most so many steps; `stopsAtEnd`: not further than to the end of a run. */
  async advance(runs: LaneRuns, steps: number, stopsAtEnd: boolean): Promise<void> {
    this.replaceState(await this.call(runs, steps, stopsAtEnd));
    const phase = this.state.phase.dataSync();
    const updates = table(this.state.updates);
    const reached = table(this.state.reached);
    runs.forEach((run, lane) => {
      if (run === null) return;
      const phases = run.tasks.length;
      run.phase = phase[lane] as number;
      run.updates = (updates[lane] as number[]).slice(0, phases);
      run.reached = (reached[lane] as number[]).slice(0, phases).map((value) => value === 1);
    });
  }

  /** Does what continual learning has done between tasks, in the chosen lanes, which are at the start of a task. */
  async switchTasks(runs: LaneRuns, chosen: readonly boolean[]): Promise<void> {
    if (!chosen.includes(true)) return;
    const { ewc, shrinkAndPerturb } = this.plan.continualLearning;
    const switching = runs.map((run, lane) => (chosen[lane] ? run : null));
    for (const run of switching) run?.replay();
    if (ewc !== undefined) await this.consolidate(switching, ewc);
    if (shrinkAndPerturb !== undefined) this.shrinkAndPerturb(switching, shrinkAndPerturb);
  }

  /** `accuracies[task][lane]`, on the held-out examples of all tasks. */
  async accuracies(): Promise<number[][]> {
    const { heldOutExamples } = this.plan;
    const errors = await this.programs.errors(this.state, this.assignment, this.placed.data);
    const rows = table(errors);
    errors.dispose();
    return rows.map((row) => row.map((wrong) => (heldOutExamples - wrong) / heldOutExamples));
  }

  /** The parameters of one lane's model. */
  parameters(lane: number): ParameterValues {
    const trained = tidy(() => trainedLanes(this.plan, this.state, this.assignment));
    const values = parameterValues(trained, lane);
    if (trained !== this.state.params) tf.dispose(leaves<Tensor>(trained));
    return values;
  }

  dispose(): void {
    tf.dispose([this.state, this.assignment].flatMap((tree) => leaves<Tensor>(tree)));
  }

  private assign(runs: LaneRuns): Assignment {
    const perLane = (value: (run: ActiveRun) => number, dtype: "bool" | "int32" | "float32") =>
      tf.tensor1d(
        runs.map((run) => (run === null ? 0 : value(run))),
        dtype,
      );
    const { settings, criterion, phases } = this.plan;
    const tasks = runs.map((run) => Array.from({ length: phases }, (_, phase) => run?.tasks[phase] ?? 0));
    return {
      settings: Object.fromEntries(
        Object.keys(settings[0] ?? {}).map((name) => [
          name,
          perLane(({ queued }) => queued.setting[name] as number, "float32"),
        ]),
      ) as Record<string, Tensor1D>,
      criterion: scalars(criterion.numbers),
      resets: perLane(({ queued }) => Number(queued.stateAtSwitch === "reset"), "bool"),
      resetsCounts: perLane(({ queued }) => Number(queued.stateAtSwitch !== "carryOver"), "bool"),
      phases: perLane((run) => run.tasks.length, "int32"),
      tasks: tf.tensor2d(tasks, [tasks.length, phases], "int32"),
    };
  }

  private async consolidate(runs: LaneRuns, { examples }: Ewc): Promise<void> {
    const { outputs } = this.plan;
    const { data, rowsOfTask } = this.placed;
    const tasks = runs.map((run) => run?.tasks[run.phase - 1] ?? 0);
    const drawn = runs.map((run, lane) =>
      drawFisherExamples(
        rowsOfTask[tasks[lane] as number] as Int32Array,
        run?.queued.seed ?? 0,
        run === null ? 0 : run.phase - 1,
        examples,
        outputs,
      ),
    );
    const inputs = tidy(() => ({
      chosen: chosenLanes(runs),
      task: tf.tensor1d(tasks, "int32"),
      examples: {
        rows: tf.stack(
          drawn.map(({ rows }) => tf.tensor1d(rows, "int32")),
          1,
        ),
        noise: tf.stack(
          drawn.map(({ noise }) => tf.tensor2d(noise, [examples, outputs])),
          1,
        ),
      },
    }));
    const { params, penalty } = this.state;
    const lanes = { params, penalty };
    try {
      const next = await this.programs.consolidate(lanes, inputs.chosen, inputs.task, data, inputs.examples);
      this.state = { ...this.state, penalty: next };
    } finally {
      tf.dispose(leaves<Tensor>(inputs));
    }
    tf.dispose(leaves<Tensor>(penalty));
  }

  private shrinkAndPerturb(runs: LaneRuns, options: ShrinkAndPerturb): void {
    const { params } = this.state;
    const seeds = runs.map((run) => (run === null ? 0 : perturbationSeed(run.queued.seed, run.phase)));
    const perturbed = tidy(() =>
      select(chosenLanes(runs), shrunkAndPerturbed(options, params, this.plan.model.init(seeds)), params),
    );
    this.state = { ...this.state, params: perturbed };
    tf.dispose(leaves<Tensor>(params));
  }

  private async call(runs: LaneRuns, steps: number, stopsAtEnd: boolean): Promise<LaneState> {
    const { programs } = this;
    const limit = { steps: tf.scalar(steps, "int32"), atEnd: tf.scalar(Number(stopsAtEnd), "int32") };
    const batches = this.nextBatches(runs);
    const inputs = [this.state, this.assignment, this.placed.data, batches, limit] as const;
    const passing: TensorTree[] = [batches, limit];
    try {
      const { lanes, finite, record } = await programs.advance(...inputs);
      passing.push(finite, record);
      this.recordCall(runs, record);
      const finiteAtEnd = table(finite);
      const diverged = runs.flatMap((run, lane) =>
        run?.notFinite === null && finiteAtEnd[lane]?.includes(0) ? [{ run, lane, end: finiteAtEnd[lane] }] : [],
      );
      if (diverged.length > 0) {
        const replay = await programs.replay(...inputs);
        passing.push(replay);
        const names = watchedNames(lanes);
        for (const { run, lane, end } of diverged) run.notFinite = firstNotFinite(replay, steps, lane, end, names);
      }
      return lanes;
    } finally {
      tf.dispose(passing.flatMap((tree) => leaves<Tensor>(tree)));
    }
  }

  private recordCall(runs: LaneRuns, record: StepRecord): void {
    const { plan } = this;
    if (plan.probes.length === 0 && plan.schedule === null) return;
    const values = recordValues(record, this.placed.data.sets);
    runs.forEach((run, lane) => {
      run?.recordProbes(values, lane);
      run?.recordCheckpoints(values, lane);
    });
  }

  private nextBatches(runs: LaneRuns): Tensor {
    const rows = this.inBatches(runs, ({ batches }) => batches);
    if (this.plan.continualLearning.replay === undefined || this.placed.data.competing === undefined) return rows;
    const tasks = this.inBatches(runs, ({ batchTasks }) => batchTasks);
    const both = tf.stack([rows, tasks], 1);
    tf.dispose([rows, tasks]);
    return both;
  }

  private inBatches(runs: LaneRuns, batchesOf: (run: ActiveRun) => readonly Batches[]): Tensor {
    const { stepsPerCall, batchSize, phases } = this.plan;
    const size = stepsPerCall * batchSize;
    // TensorFlow shares an array's memory with the tensor made of it, so every call has an array of its own.
    const values = new Int32Array(runs.length * phases * size);
    runs.forEach((run, lane) => {
      if (run === null) return;
      batchesOf(run).forEach((batches, phase) => {
        values.set(batches.from(run.updates[phase] as number), (lane * phases + phase) * size);
      });
    });
    return tf.tensor2d(values, [runs.length * phases * stepsPerCall, batchSize], "int32");
  }

  private replaceState(next: LaneState): void {
    tf.dispose(leaves<Tensor>(this.state));
    this.state = next;
  }
}

/** [R], bool: where there is a run. */
function chosenLanes(runs: LaneRuns): Tensor {
  return tf.tensor1d(
    runs.map((run) => run !== null),
    "bool",
  );
}

function recordValues(record: StepRecord, sets: LaneData["sets"]): CallRecord {
  const { trained, phase, probes, checkpoint } = record;
  const { due, updates } = checkpoint;
  return {
    trained: table(trained),
    phase: table(phase),
    probes: mapValues(probes, table),
    checkpoint:
      due === undefined || updates === undefined
        ? null
        : {
            due: table(due),
            updates: table(updates),
            sets: mapValues(checkpoint.sets, ({ loss, errors }, name) => {
              const examples = sets[name]?.inputs.shape[1] as number;
              const accuracy = errors && table(errors).map((row) => row.map((wrong) => (examples - wrong) / examples));
              return { loss: table(loss), ...(accuracy && { accuracy }) };
            }),
          },
  };
}

function mapValues<Value, Result>(
  record: Readonly<Record<string, Value>>,
  result: (value: Value, name: string) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, result(value, name)]));
}

function table(tensor: Tensor): number[][] {
  return tensor.arraySync() as number[][];
}

function scalars(numbers: CriterionNumbers): Record<string, TensorTree> {
  return Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [
      name,
      typeof value === "number" ? tf.scalar(value, "int32") : scalars(value),
    ]),
  );
}
