export { tf } from "./engine/tensorflow.js";
export type { TensorTree, Tree } from "./engine/tree.js";
