export { writeAtomically } from "./atomic.js";
export { type Bar, type BarsText, bars } from "./bars.js";
export { type Curve, type CurvePanel, type CurvesText, curves } from "./curves.js";
export { exportFigure, figuresFolder } from "./export.js";
export { Figure } from "./figure.js";
export { formatInterval, formatNumber } from "./format.js";
export { type Cell, type Column, Table } from "./table.js";
export { colourOf } from "./theme.js";
