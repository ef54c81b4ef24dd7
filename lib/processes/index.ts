export { isRunning } from "./isRunning.js";
