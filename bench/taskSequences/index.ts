export { fiveTasks } from "./fiveTasks.js";
export { savingsTable } from "./savingsTable.js";
