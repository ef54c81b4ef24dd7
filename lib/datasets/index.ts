export type { Dataset, Examples } from "./dataset.js";
export { inputTable } from "./inputTable.js";
export { mnist } from "./mnist.js";
export { splitMnist } from "./splitMnist.js";
export { type Stream, type Task, task } from "./task.js";
