import { defaultsOf } from "../../core/options.js";
import { byLayer } from "./layers.js";
import { options } from "./options.js";
import type { SecondTask } from "./result.js";
import { meanCourse, measureShape } from "./shape.js";

/** A method of a result that is made up: how long it takes to learn in each run, and its quantities at every update. */
export interface MadeUp {
  readonly optimizer: string;
  readonly secondTask: readonly number[];
  /** By quantity and layer; every run has the same values. */
  readonly quantities: Readonly<Record<string, (layer: number) => readonly number[]>>;
}

/** A result that was not run but made up, to see what a study reads from it. */
export function madeUp(methods: Readonly<Record<string, MadeUp>>, seeds: number): SecondTask {
  const beginning = 5;
  return {
    options: { ...defaultsOf(options), seeds, updates: 40, beginning, secondTasks: [[3, 4]] },
    methods: Object.entries(methods).map(([label, { optimizer, secondTask, quantities }]) => {
      const recorded = Object.entries(quantities).flatMap(([quantity, values]) =>
        byLayer((layer, at) => [`${quantity}.${layer}`, Array(seeds).fill(values(at)) as number[][]] as const),
      );
      const loss = ["loss", Array(seeds).fill(decay(40)) as number[][]] as const;
      const all = [...recorded, loss];
      const task = {
        digits: [3, 4],
        firstTask: secondTask,
        secondTask,
        givenUp: 0,
        shapes: Object.fromEntries(all.map(([name, runs]) => [name, measureShape(runs, beginning)])),
        courses: Object.fromEntries(all.map(([name, runs]) => [name, meanCourse(runs)])),
      };
      return { label, optimizer, learningRate: 0.1, tasks: [task] };
    }),
  };
}

/** 1, β, β², … */
export function decay(length: number, beta = 0.8): number[] {
  return Array.from({ length }, (_, at) => beta ** at);
}

/** A moving sum that starts at 0 of what decays: it rises first. */
export function riseAndDecay(length: number): number[] {
  let sum = 0;
  return decay(length).map((value) => {
    sum = 0.9 * sum + 0.1 * value;
    return sum;
  });
}
