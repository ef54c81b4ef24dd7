import { configured } from "../configuration/index.js";
import { tf } from "../engine/tensorflow.js";
import { mapTree, type TensorTree } from "../engine/tree.js";
import {
  adadelta,
  adafactor,
  adagrad,
  adam,
  adamax,
  adamw,
  amsgrad,
  autostep,
  type CurvatureOptimizer,
  centeredRmsprop,
  clippedByNorm,
  clippedByValue,
  emaMomentum,
  grouped,
  type Hyperparameter,
  idbdDeep,
  l2,
  lion,
  muon,
  nadam,
  nesterov,
  normalizedIdbd,
  notes,
  type Optimizer,
  plateau,
  rmsprop,
  scheduled,
  scheduleFreeAdamw,
  scheduleFreeSgd,
  schedules,
  sgd,
  smoothedLoss,
} from "./index.js";

/** What becomes of a pair of values: a number, or both as a tensor. */
export type Pick = (values: number[]) => Hyperparameter;

/** Hyper-parameters that a float32 holds exactly, so that [R] and numbers can agree to rounding. */
const momentum = (pick: Pick) => ({ learningRate: pick([0.0625, 0.03125]), momentum: pick([0.75, 0.5]) });
const rms = (pick: Pick) => ({
  learningRate: pick([0.0625, 0.03125]),
  decay: pick([0.75, 0.5]),
  epsilon: pick([0.125, 0.25]),
});
const moments = (pick: Pick) => ({
  learningRate: pick([0.0625, 0.03125]),
  beta1: pick([0.75, 0.5]),
  beta2: pick([0.875, 0.75]),
  epsilon: pick([0.125, 0.25]),
});

/** With thresholds that hardly any loss meets. */
const stuck = (pick: Pick) => ({
  rate: pick([0.0625, 0.03125]),
  factor: pick([0.5, 0.25]),
  patience: pick([1, 2]),
  threshold: pick([0.5, 0.75]),
  minimumRate: pick([0.015625, 0]),
});
const stepSizes = (pick: Pick) => ({ metaRate: pick([0.125, 0.25]), initialRate: pick([0.0625, 0.03125]) });

const oneGroup = configured(() => "all" as const, { group: "all" });

/** For the methods that need the curvature: the squared gradients, as in `idbdDeep`. */
function onSquaredGradients<State extends Record<string, TensorTree>>(
  optimizer: CurvatureOptimizer<State>,
): Optimizer<State> {
  const squares = (gradients: TensorTree) => mapTree((gradient) => tf.square(gradient), gradients);
  return {
    ...optimizer,
    update: (gradients, state, params) => optimizer.update(gradients, state, params, squares(gradients)),
  };
}

/** Every optimizer, for hyper-parameters picked from pairs. */
export const everyOptimizer: Record<string, (pick: Pick) => Optimizer> = {
  sgd: (pick) => sgd({ learningRate: pick([0.0625, 0.03125]) }),
  "heavy ball": (pick) => sgd(momentum(pick)),
  emaMomentum: (pick) => emaMomentum(momentum(pick)),
  nesterov: (pick) => nesterov(momentum(pick)),
  adagrad: (pick) => adagrad({ learningRate: pick([0.0625, 0.03125]), epsilon: pick([0.125, 0.25]), initialSum: 0.5 }),
  adadelta: (pick) => adadelta(rms(pick)),
  rmsprop: (pick) => rmsprop(rms(pick)),
  centeredRmsprop: (pick) => centeredRmsprop(rms(pick)),
  adam: (pick) => adam(moments(pick)),
  adamax: (pick) => adamax(moments(pick)),
  nadam: (pick) => nadam(moments(pick)),
  amsgrad: (pick) => amsgrad(moments(pick)),
  "amsgrad without bias correction": (pick) => amsgrad({ ...moments(pick), biasCorrection: false }),
  adamw: (pick) => adamw({ ...moments(pick), weightDecay: pick([0.25, 0.5]) }),
  "adam with l2": (pick) => l2(adam(moments(pick)), pick([0.25, 0.5])),
  "notes.rmsprop": (pick) => notes.rmsprop(rms(pick)),
  "notes.adam": (pick) => notes.adam(moments(pick)),
  "adam by 1/√k": (pick) =>
    scheduled(schedules.inverseRoot(pick([0.0625, 0.03125])), (learningRate) =>
      adam({ ...moments(pick), learningRate }),
    ),
  "sgd by steps": (pick) =>
    scheduled(schedules.step(pick([0.0625, 0.03125]), pick([0.5, 0.25]), 3), (learningRate) => sgd({ learningRate })),
  plateau: (pick) => plateau(stuck(pick), (learningRate) => sgd({ learningRate })),
  "plateau of adam, on the mean loss": (pick) =>
    smoothedLoss(
      plateau(stuck(pick), (learningRate) => adam({ ...moments(pick), learningRate })),
      pick([0.5, 0.75]),
    ),
  autostep: (pick) => onSquaredGradients(autostep({ ...stepSizes(pick), timeConstant: pick([32, 64]) })),
  idbdDeep: (pick) => idbdDeep(stepSizes(pick)),
  normalizedIdbd: (pick) =>
    normalizedIdbd({
      ...stepSizes(pick),
      timeConstant: pick([32, 64]),
      decay: pick([0.75, 0.5]),
      epsilon: pick([0.125, 0.25]),
    }),
  lion: (pick) =>
    lion({
      learningRate: pick([0.0625, 0.03125]),
      beta1: pick([0.75, 0.5]),
      beta2: pick([0.875, 0.75]),
      weightDecay: pick([0.25, 0.5]),
    }),
  muon: (pick) => muon({ ...momentum(pick), weightDecay: pick([0.25, 0.5]) }, sgd(momentum(pick))),
  scheduleFreeSgd: (pick) => scheduleFreeSgd({ ...momentum(pick), weightDecay: pick([0.25, 0.5]) }),
  scheduleFreeAdamw: (pick) => scheduleFreeAdamw({ ...moments(pick), weightDecay: pick([0.25, 0.5]) }),
  adafactor: (pick) =>
    adafactor({
      learningRate: pick([0.125, 0.0625]),
      decayExponent: pick([0.75, 0.5]),
      clippingThreshold: pick([0.75, 0.5]),
      minimumScale: pick([0.125, 0.25]),
    }),
  "sgd, clipped by value": (pick) => clippedByValue(sgd(momentum(pick)), pick([0.125, 0.0625])),
  "sgd, clipped by norm": (pick) => clippedByNorm(sgd(momentum(pick)), pick([0.5, 0.25])),
  "adam, warmed up to a cosine": (pick) =>
    scheduled(
      schedules.warmUp(pick([2, 3]), schedules.cosine(pick([0.0625, 0.03125]), pick([8, 16]))),
      (learningRate) => adam({ ...moments(pick), learningRate }),
    ),
  "adam, in a group": (pick) => grouped({ all: adam(moments(pick)) }, oneGroup),
};
