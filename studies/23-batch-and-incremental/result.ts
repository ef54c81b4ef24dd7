import type { Clotted } from "./measure/clotted.js";
import type { Minibatches } from "./measure/minibatches.js";
import type { OrderName, OrderRecord, Orders } from "./measure/orders.js";
import type { LearnerRecord, Schedules } from "./measure/schedules.js";
import type { Wells } from "./measure/wells.js";
import type { BatchAndIncrementalOptions } from "./options.js";

/** What the study found. */
export interface BatchAndIncremental {
  readonly options: BatchAndIncrementalOptions;
  readonly schedules: Schedules;
  readonly orders: Orders;
  readonly clotted: Clotted;
  readonly minibatches: Minibatches;
  readonly wells: Wells;
}

/** What came of one way to learn. */
export function learned({ schedules }: BatchAndIncremental, name: string): LearnerRecord {
  return schedules.records.find((record) => record.name === name) as LearnerRecord;
}

/** What came of an order at a rate. */
export function presentedIn({ orders }: BatchAndIncremental, order: OrderName, rate: number): OrderRecord {
  return orders.records.find((record) => record.order === order && record.rate === rate) as OrderRecord;
}
