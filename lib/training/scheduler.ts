import { ActiveRun } from "./activeRun.js";
import { DeviceLanes } from "./deviceLanes.js";
import type { PlacedTasks } from "./laneData.js";
import { MOST_LANES } from "./numberOfLanes.js";
import { Pace } from "./pace.js";
import type { Plan, QueuedRun } from "./plan.js";
import type { LanePrograms } from "./programs.js";
import type { Run } from "./run.js";

/** A run that is over, with the entry of the queue that it was. */
export interface FinishedRun {
  readonly queued: QueuedRun;
  readonly run: Run;
}

/** Runs in lanes: lets those that wait enter, moves all on, and hands out those that are over. */
export class Scheduler {
  private readonly waiting: QueuedRun[];
  private readonly runs: (ActiveRun | null)[];
  private readonly lanes: DeviceLanes;
  private readonly pace: Pace;

  constructor(
    private readonly plan: Plan,
    programs: LanePrograms,
    private readonly placed: PlacedTasks,
    queue: readonly QueuedRun[],
  ) {
    this.waiting = [...queue];
    this.runs = Array<null>(Math.min(MOST_LANES, queue.length)).fill(null);
    this.lanes = new DeviceLanes(plan, programs, placed, this.runs.length);
    this.pace = new Pace(plan.stepsPerCall);
  }

  /** One call of the compiled program. @returns the runs that are over */
  advance(): FinishedRun[] {
    this.fillLanes();
    const started = performance.now();
    const before = this.runs.map((run) => ({ phase: run?.phase ?? 0, steps: run?.steps ?? 0 }));
    this.lanes.advance(this.runs, this.pace.steps, this.waiting.length > 0);
    const made = this.runs.map((run, lane) => (run?.steps ?? 0) - (before[lane]?.steps ?? 0));
    this.pace.learn(Math.max(...made), (performance.now() - started) / 1000);
    const phaseEnded = this.runs.map((run, lane) => (run?.phase ?? 0) > (before[lane]?.phase ?? 0));
    this.measureAccuracies(phaseEnded);
    this.keepParameters(phaseEnded);
    return this.takeFinished();
  }

  dispose(): void {
    this.lanes.dispose();
  }

  private fillLanes(): void {
    const entered = this.runs.map((run, lane) => {
      const next = run === null ? this.waiting.shift() : undefined;
      if (next !== undefined) this.runs[lane] = new ActiveRun(next, this.plan, this.placed);
      return next !== undefined;
    });
    if (!entered.includes(true)) return;
    this.lanes.start(this.runs, entered);
    this.measureAccuracies(entered);
  }

  private measureAccuracies(chosen: readonly boolean[]): void {
    if (!this.plan.accuracyMatrix || !chosen.includes(true)) return;
    const accuracies = this.lanes.accuracies();
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
