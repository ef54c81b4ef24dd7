import { follow, methods as published } from "../../common/index.js";

/** What figures and tables call the method. */
export const label = "RMSProp";

/**
 * The second moment: RMSProp's updates on the second task, its state reset before it, and the moving average of squared
 * gradients that it divides by, layer by layer.
 */
export const methods = follow([{ label, ...published.rmsprop, stateAtSwitch: "reset", moments: ["secondMoment"] }]);
