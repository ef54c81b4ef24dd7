import type { Check, Study, Verdict } from "../study.js";
import { barriersOf, connected, isConnected, NOISE, percent } from "./claims.js";
import { accuracyLines, digitsFigure, lossLines, moonsFigure, planeFigure, randomPlanesFigure } from "./figures.js";
import {
  type LossLandscape,
  type LossLandscapeOptions,
  lossLandscape,
  lossLandscapeDefaults,
  lossLandscapeQuick,
  type Plane,
} from "./lossLandscape.js";

/** Notebook 11. */
export const lossLandscapeStudy: Study<LossLandscapeOptions, LossLandscape> = {
  name: "11-loss-landscape",
  section: "Coming: the loss landscape, the decision boundary",
  question: "Is the joint solution connected to the tasks' solutions without a barrier?",
  defaults: lossLandscapeDefaults,
  quick: lossLandscapeQuick,
  run: lossLandscape,
  figures: (result) => [
    {
      name: "11-loss-landscape",
      caption:
        "Held-out loss along the straight lines from the solution of a task to a joint solution, on that task: mean and 95 % " +
        "interval. Joint is trained on from task 2, fresh from the initial weights; a hump between the ends is a barrier.",
      figure: lossLines(result),
    },
    {
      name: "11-loss-landscape-accuracy",
      caption: "The same lines in accuracy. A fall of at most 2 % counts as no barrier.",
      figure: accuracyLines(result),
    },
    ...result.planes.map((plane) => ({
      name: `11-loss-landscape-plane-${slug(plane)}`,
      caption:
        `${plane.optimizer}: held-out loss of task 1, of task 2 and of both on the plane through the three solutions, seed 1. ` +
        "Light is low; the joint solution lies where the light regions of both tasks meet.",
      figure: planeFigure(plane),
    })),
    {
      name: "11-loss-landscape-random",
      caption:
        "Joint held-out loss around the joint solution in two random directions, each as long, unit by unit, as the weights " +
        "themselves: what a sharp and what a flat solution looks like.",
      figure: randomPlanesFigure(result),
    },
    {
      name: "11-loss-landscape-moons",
      caption:
        "What a small network takes the points of the plane for, after the left half of two moons, after the right half, and " +
        "after both together. Numbers are points with their true classes.",
      figure: moonsFigure(result),
    },
    {
      name: "11-loss-landscape-digits",
      caption:
        "What the MNIST network takes images for that lie on the plane of the first two principal components of the digits, " +
        "through their mean. Numbers are held-out digits, projected onto the plane.",
      figure: digitsFigure(result),
    },
  ],
  verdict: lossLandscapeVerdict,
  checks: lossLandscapeChecks,
};

function slug({ optimizer }: Plane): string {
  return optimizer.toLowerCase().replaceAll(/[^a-z]+/g, "-");
}

function lossLandscapeVerdict(result: LossLandscape): Verdict {
  const [continued, fresh] = [connected(result, "continued"), connected(result, "fresh")];
  const all = result.lines.length;
  const worst = result.lines
    .map(barriersOf)
    .flatMap(({ optimizer, continued: barriers }) => barriers.map(({ accuracy }) => ({ optimizer, accuracy })))
    .reduce((a, b) => (b.accuracy.estimate > a.accuracy.estimate ? b : a));
  return {
    answer: continued.length === all ? "agrees" : continued.length === 0 ? "disagrees" : "depends",
    published: "asked, not answered, in the notes",
    ours:
      `no barrier to the joint solution trained on from task 2 for ${inWords(continued, all)}; to the one trained from the ` +
      `start for ${inWords(fresh, all)}; the largest of the former: ${percent(worst.accuracy)} of accuracy (${worst.optimizer})`,
  };
}

function inWords(names: readonly string[], all: number): string {
  if (names.length === 0) return `none of ${all} optimizers`;
  return `${names.length} of ${all} optimizers (${names.join(", ")})`;
}

function lossLandscapeChecks(result: LossLandscape): Check[] {
  const { lines, moons, digits } = result;
  const sgd = lines.map(barriersOf).find(({ optimizer }) => optimizer === "SGD");
  const [, afterSecond] = digits.accuracy;
  return [
    {
      claim: `SGD's joint solution is connected to both tasks': accuracy falls by at most ${100 * NOISE} % on the way`,
      holds: sgd !== undefined && isConnected(sgd.continued),
    },
    {
      claim: "no line's barrier is negative or not finite",
      holds: lines.every(({ lines: own }) =>
        Object.values(own).every(({ barrier }) =>
          barrier.every(({ estimate }) => estimate >= 0 && Number.isFinite(estimate)),
        ),
      ),
    },
    {
      claim: `the second task is learned and the first one forgotten: ${afterSecond?.map((value) => value.toFixed(2)).join(" and ")}`,
      holds: (afterSecond?.[0] as number) < 0.5 && (afterSecond?.[1] as number) > 0.95,
    },
    {
      claim: `two moons: both halves are known after the joint task: ${moons.accuracy[2]?.map((value) => value.toFixed(2)).join(" and ")}`,
      holds: (moons.accuracy[2] ?? []).every((value) => value > 0.95),
    },
  ];
}
