export { dataFrame } from "./dataFrame.js";
export { numerics } from "./numerics.js";
export { provenance } from "./provenance.js";
export type { Determinants, Head, Listed, Provenance, StoredRun } from "./record.js";
export { runStore } from "./runStore.js";
export { type Damaged, isDamaged, Store } from "./store.js";
