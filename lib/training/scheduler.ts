import type { TensorTree } from "../engine/index.js";
import { ActiveRun } from "./activeRun.js";
import { DeviceLanes } from "./deviceLanes.js";
import type { PlacedTasks } from "./laneData.js";
import { Pace } from "./pace.js";
import type { Plan, QueuedRun } from "./plan.js";
import type { LanePrograms } from "./programs.js";
import type { Run } from "./run.js";

/** A run that is over, with the entry of the queue that it was. */
export interface FinishedRun {
  readonly queued: QueuedRun;
  readonly run: Run;
}

/** Runs in the lanes of one core: lets those that wait enter, moves all on, and hands out those that are over. */
export class Scheduler {
  private readonly runs: (ActiveRun | null)[];
  private readonly lanes: DeviceLanes;
  private readonly pace: Pace;

  constructor(
    private readonly plan: Plan,
    programs: LanePrograms,
    private readonly placed: PlacedTasks,
    initial: TensorTree,
    /** The runs that wait for a lane, on this core or another. */
    private readonly waiting: QueuedRun[],
    lanes: number,
  ) {
    this.runs = Array<null>(lanes).fill(null);
    this.lanes = new DeviceLanes(plan, programs, placed, initial, lanes);
    this.pace = new Pace(plan.stepsPerCall);
  }

  /** Whether there is nothing left to do. */
  get idle(): boolean {
    return this.waiting.length === 0 && this.runs.every((run) => run === null);
  }

  /** One call of the compiled program. @returns the runs that are over */
  async advance(): Promise<FinishedRun[]> {
    await this.fillLanes();
    const started = performance.now();
    const before = this.runs.map((run) => ({ phase: run?.phase ?? 0, steps: run?.steps ?? 0 }));
    await this.lanes.advance(this.runs, this.pace.steps, this.waiting.length > 0);
    const made = this.runs.map((run, lane) => (run?.steps ?? 0) - (before[lane]?.steps ?? 0));
    this.pace.learn(Math.max(...made), (performance.now() - started) / 1000);
    const phaseEnded = this.runs.map((run, lane) => (run?.phase ?? 0) > (before[lane]?.phase ?? 0));
    await this.measureAccuracies(phaseEnded);
    this.keepParameters(phaseEnded);
    await this.lanes.switchTasks(
      this.runs,
      this.runs.map((run, lane) => phaseEnded[lane] === true && run?.over === false),
    );
    return this.takeFinished();
  }

  dispose(): void {
    this.lanes.dispose();
  }

  private async fillLanes(): Promise<void> {
    const entered = this.runs.map((run, lane) => {
      const next = run === null ? this.waiting.shift() : undefined;
      if (next !== undefined) this.runs[lane] = new ActiveRun(next, this.plan, this.placed);
      return next !== undefined;
    });
    if (!entered.includes(true)) return;
    this.lanes.start(this.runs, entered);
    await this.measureAccuracies(entered);
  }

  private async measureAccuracies(chosen: readonly boolean[]): Promise<void> {
    if (!this.plan.accuracyMatrix || !chosen.includes(true)) return;
    const accuracies = await this.lanes.accuracies();
    this.runs.forEach((run, lane) => {
      if (run !== null && chosen[lane])
        run.accuracies.push(run.tasks.map((task) => accuracies[task]?.[lane] as number));
    });
  }

  private keepParameters(chosen: readonly boolean[]): void {
    if (!this.plan.parameters) return;
    this.runs.forEach((run, lane) => {
      if (chosen[lane]) run?.parameters.push(this.lanes.parameters(lane));
    });
  }

  private takeFinished(): FinishedRun[] {
    return this.runs.flatMap((run, lane) => {
      if (!run?.over) return [];
      this.runs[lane] = null;
      return [{ queued: run.queued, run: run.result() }];
    });
  }
}
