export { dataFrame } from "./dataFrame.js";
export { numerics } from "./numerics.js";
export { provenance } from "./provenance.js";
export type { Provenance, StoredRun } from "./record.js";
export { runStore } from "./runStore.js";
export { type Damaged, type Determinants, Store } from "./store.js";
