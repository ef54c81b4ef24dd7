import type { Check, Verdict } from "../study.js";
import { claims, goal, inWords, named } from "./claims.js";
import { escapeOfSgd } from "./figures.js";
import type { VisualizingOptimizers } from "./visualizingOptimizers.js";

/** Whether the captions of the animations hold. */
export function visualizingOptimizersVerdict(result: VisualizingOptimizers): Verdict {
  const all = Object.values(claims(result));
  const held = all.filter(({ holds }) => holds).length;
  const { ways, saddle } = result;
  const leaves = (optimizer: string) => inWords(named(ways.saddle, optimizer).leaves);
  const far = (optimizer: string) => inWords(named(saddle, optimizer).byDistance[0] ?? null);
  return {
    answer: held === all.length ? "agrees" : held === 0 ? "disagrees" : "depends",
    published: "methods that scale their steps leave ridges first, methods with a velocity bounce, SGD stays behind",
    ours:
      `${held} of ${all.length} captions hold; from y₀ = 0.001 the saddle is left by Adadelta after ${leaves("Adadelta")} updates, ` +
      `RMSProp ${leaves("RMSProp")}, AdaGrad ${leaves("AdaGrad")}, SGD ${leaves("SGD")}, momentum ${leaves("SGD + momentum")}; ` +
      `from y₀ = 0.1 by SGD after ${far("SGD")}, RMSProp ${far("RMSProp")}`,
  };
}

/** Who leaves the saddle and when, and what decides it. */
export function visualizingOptimizersChecks(result: VisualizingOptimizers): Check[] {
  const { options, saddle, ways } = result;
  const { symmetry, shootOff } = claims(result);
  const latest = (at: number) =>
    Math.max(...saddle.filter(({ scales }) => scales).map((one) => goal(one.byDescent[at] ?? null)));
  const [sgd, momentum] = [named(saddle, "SGD"), named(saddle, "SGD + momentum")];
  const { learningRate } = named(ways.saddle, "SGD");
  const closed = options.distances.map((distance) => Math.ceil(escapeOfSgd(distance, learningRate)));
  const [far, near] = [
    options.distances.indexOf(Math.max(...options.distances)),
    options.distances.indexOf(Math.min(...options.distances)),
  ];
  const slowed = (optimizer: string) => {
    const { byDistance } = named(saddle, optimizer);
    const [first, last] = [byDistance[far] ?? null, byDistance[near] ?? null];
    return { words: `${inWords(first)} to ${inWords(last)}`, factor: goal(last) / goal(first) };
  };
  const [rmsprop, plain] = [slowed("RMSProp"), slowed("SGD")];
  return [
    {
      claim: `from y₀ = 0.001, whatever the descent: every method that scales leaves the saddle before SGD, SGD before momentum (${options.descents
        .map(
          (descent, at) =>
            `${descent}: ${latest(at)}, ${inWords(sgd.byDescent[at] ?? null)}, ${inWords(momentum.byDescent[at] ?? null)}`,
        )
        .join("; ")})`,
      holds: options.descents.every(
        (_, at) =>
          latest(at) < goal(sgd.byDescent[at] ?? null) &&
          goal(sgd.byDescent[at] ?? null) < goal(momentum.byDescent[at] ?? null),
      ),
    },
    {
      claim: "begun exactly on the ridge, no method ever leaves it",
      holds: saddle.every(({ fromRidge }) => fromRidge === 0),
    },
    {
      claim: `SGD leaves when the closed form says: after ${sgd.byDistance.map(inWords).join(", ")} updates`,
      holds: closed.every((updates, at) => Math.abs(updates - goal(sgd.byDistance[at] ?? null)) <= 1),
    },
    {
      claim: `the nearer to the ridge, the longer SGD stays (${plain.words} updates); RMSProp does not notice (${rmsprop.words})`,
      holds: plain.factor > 2 && rmsprop.factor < 1.2,
    },
    { claim: `${symmetry.published}: ${symmetry.ours}`, holds: symmetry.holds },
    { claim: `${shootOff.published}: ${shootOff.ours}`, holds: shootOff.holds },
  ];
}
