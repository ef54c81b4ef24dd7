export type { Keeping } from "./keeping.js";
export {
  type Savings,
  type SavingsColumn,
  type SavingsOptions,
  savings,
  savingsDefaults,
  savingsDetails,
  savingsFigure,
  savingsTable,
} from "./savings.js";
