/**
 * How long does one update of a small network take, alone and among 25 replicas?
 *
 * An MLP 784-100-100-10 with ReLU, Adam, batches of 64 gathered on the device from 6,000 rows by a table of indices.
 * 25 replicas are one program in JAX and in PyTorch with vmap, 25 runs one after the other in tfjs-node and in eager
 * PyTorch, and runs with a core each in Momenta.
 */
import type { Work } from "../work.js";
import { contenders } from "./contenders.js";
import { perceptron } from "./network.js";

/** One replica, 400 updates a call (100 in tfjs-node): about half a second of work at most. */
export const trainingStep: Work = {
  name: "training step",
  unit: "update",
  contenders: () => contenders(perceptron, 1, 400, 100, ["eager", "compile"]),
  targets: [
    { contender: "momenta", against: "tfjs-node", atLeast: 17 },
    { contender: "momenta", against: "jax", atLeast: 1.1 },
    { contender: "momenta", against: "pytorch", atLeast: 2.5 },
  ],
};

/** 25 replicas, 60 updates a call (8 in tfjs-node). */
export const trainingStep25: Work = {
  name: "training step of 25",
  unit: "update of all",
  contenders: () => contenders(perceptron, 25, 60, 8, ["eager", "vmap"]),
  targets: [
    { contender: "momenta", against: "tfjs-node", atLeast: 30 },
    { contender: "momenta", against: "jax", atLeast: 1.7 },
    { contender: "momenta", against: "pytorch vmap", atLeast: 1.7 },
  ],
};
