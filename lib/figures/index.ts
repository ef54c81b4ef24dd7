export { writeAtomically } from "./atomic.js";
export { type Bar, type BarsText, bars } from "./bars.js";
export { type ContourLine, type ContourMark, type ContourPanel, type ContoursText, contours } from "./contours.js";
export { exportFigure, figuresFolder } from "./export.js";
export { Figure } from "./figure.js";
export { formatInterval, formatNumber } from "./format.js";
export { type Profile, type ProfilePanel, type ProfilesText, profiles } from "./profiles.js";
export { type Cell, type Column, Table } from "./table.js";
export { colourOf } from "./theme.js";
