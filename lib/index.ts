export * from "./datasets/index.js";
export * from "./engine/index.js";
export * from "./experiments/index.js";
export * from "./figures/index.js";
export * from "./models/index.js";
export * from "./optimizers/index.js";
export * from "./statistics/index.js";
export * from "./training/index.js";
