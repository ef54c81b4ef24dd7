/** TensorFlow, once per process: the native backend where it was built, tfjs' own CPU backend elsewhere. */
export * as tf from "@tensorflow/tfjs";
