export { frameOf, type Value } from "./frameOf.js";
