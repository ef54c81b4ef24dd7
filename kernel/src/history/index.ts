export type { HistoryEntry } from "./entry.js";
export { HistoryFile } from "./file.js";
export { History } from "./history.js";
