export { frameOf } from "./frameOf.js";
