export {
  type Savings,
  type SavingsColumn,
  type SavingsOptions,
  savings,
  savingsDefaults,
  savingsFigure,
  savingsTable,
} from "./savings.js";
