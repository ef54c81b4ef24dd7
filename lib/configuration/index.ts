export { configurationOf, configured } from "./configured.js";
export { type Json, readJson, writeJson } from "./json.js";
