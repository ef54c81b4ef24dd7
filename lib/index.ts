export { type JitOptions, type Jitted, jit } from "./engine/jit.js";
export { scan } from "./engine/scan.js";
export { tf, tidy } from "./engine/tensorflow.js";
export { flatten, leaves, mapTree, type TensorTree, type Tree, unflatten } from "./engine/tree.js";
