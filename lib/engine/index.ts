export { TraceError } from "./errors.js";
export { gradients, valueAndGradients } from "./gradients.js";
export { type Argument, type JitOptions, type Jitted, jit } from "./jit.js";
export type { ScanStep, Unfinished } from "./loop.js";
export type { Compiler } from "./program.js";
export { type Random, random, streams } from "./random.js";
export { scan } from "./scan.js";
export { tf, tidy } from "./tensorflow.js";
export { flatten, leaves, mapTree, type TensorTree, type Tree, unflatten } from "./tree.js";
