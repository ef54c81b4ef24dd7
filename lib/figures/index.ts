export { writeAtomically } from "./atomic.js";
export { type Bar, type BarsText, bars } from "./bars.js";
export { exportFigure, figuresFolder } from "./export.js";
export { Figure } from "./figure.js";
export { formatInterval, formatNumber } from "./format.js";
export { type Pair, type PairsText, pairs } from "./pairs.js";
export { type Share, type ShareGroup, type ShareRow, type SharesText, shares } from "./shares.js";
export { type Cell, type Column, Table } from "./table.js";
export { colourOf } from "./theme.js";
