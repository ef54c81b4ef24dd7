export { cifar10 } from "./cifar10.js";
export { type Cifar100Labels, cifar100 } from "./cifar100.js";
export { circles } from "./circles.js";
export type { Labels } from "./classes.js";
export { type CsvOptions, csv } from "./csv.js";
export type { Dataset, Examples } from "./dataset.js";
export { fashionMnist } from "./fashionMnist.js";
export { firstExamples } from "./firstExamples.js";
export { folds } from "./folds.js";
export { type GaussianBlobsOptions, gaussianBlobs } from "./gaussianBlobs.js";
export { type ImageFolderOptions, imageFolder } from "./imageFolder.js";
export { inputTable } from "./inputTable.js";
export { joint } from "./joint.js";
export { labelShuffled } from "./labelShuffled.js";
export { mnist } from "./mnist.js";
export { mnist1d } from "./mnist1d.js";
export type { Frame, NumberArray, NumberRows, Numbers } from "./numbers.js";
export type { OnlineExamples, OnlineStream } from "./onlineStream.js";
export { onlyClasses } from "./onlyClasses.js";
export {
  type DatasetOptions,
  dataset,
  type HeldOutOptions,
  type LabelledExamples,
  type TargetExamples,
} from "./ownDataset.js";
export { permuted, type SeedOptions } from "./permuted.js";
export type { PlanarOptions } from "./planar.js";
export { driftOf, optimalStepSize, type RateTrackingOptions, rateTracking } from "./rateTracking.js";
export { regression } from "./regression.js";
export { rotated } from "./rotated.js";
export { spirals } from "./spirals.js";
export { type Head, type SplitOptions, split } from "./split.js";
export { splitMnist } from "./splitMnist.js";
export { type Stream, type Task, task, wholeStream, wholeTask } from "./task.js";
export { twoMoons } from "./twoMoons.js";
export { type CharacterSequence, warAndPeace } from "./warAndPeace.js";
export { type WeightFlippingOptions, weightFlipping } from "./weightFlipping.js";
export { xor } from "./xor.js";
