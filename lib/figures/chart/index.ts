export { chart } from "./chart.js";
export type { Axis, Chart, Dash, Key, LineMark, Mark, Panel, PointsMark, RuleMark, Value } from "./types.js";
export { intervals } from "./value.js";
export { coursesInWords, endsInWords, valuesInWords } from "./words.js";
