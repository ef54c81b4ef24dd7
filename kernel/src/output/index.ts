export { DISPLAY, toBundle } from "./bundle.js";
export { Cell, Cells, type Outlet } from "./cell.js";
export { installDisplay } from "./display.js";
export { installErrorText } from "./errors.js";
export { installHelpers } from "./helpers.js";
export type { MimeBundle } from "./mimeBundle.js";
export { installPromiseText } from "./promises.js";
export { installSignal } from "./signal.js";
export { redirectStreams } from "./streams.js";
