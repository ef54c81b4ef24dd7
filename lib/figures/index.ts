export { type AcrossDataSetsSeries, type AcrossDataSetsText, acrossDataSets } from "./acrossDataSets.js";
export { animation, type MovingPoint } from "./animation.js";
export { type Bar, type BarsText, bars } from "./bars.js";
export {
  type Axis,
  type Chart,
  chart,
  coursesInWords,
  type Dash,
  endsInWords,
  intervals,
  type Key,
  type LineMark,
  type Mark,
  type Panel,
  type PointsMark,
  type RuleMark,
  type Value,
  valuesInWords,
} from "./chart/index.js";
export { type ContourLine, type ContourMark, type ContourPanel, type ContoursText, contours } from "./contours.js";
export { type DrawOptions, drawFigure, type FigureFormat, figureFormats } from "./draw.js";
export { type Estimate, type EstimateRow, type EstimatesText, estimates } from "./estimates.js";
export {
  type ChoiceControl,
  type Control,
  type Controls,
  type ExplorableDescription,
  type Explored,
  explorable,
  type PointControl,
  type Setting,
  type Settings,
  type SliderControl,
} from "./explorable/index.js";
export { exportFigure, exportFolder, figuresFolder } from "./export.js";
export { Figure } from "./figure.js";
export { formatDigits, formatExponential, formatInterval, formatNumber, formatPValue } from "./format.js";
export { type HeatmapPanel, type HeatmapText, heatmap } from "./heatmap.js";
export { type Pair, type PairsText, pairs } from "./pairs.js";
export { type PlotLayout, plot } from "./plotFigure.js";
export { type RegionPanel, type RegionsText, regions } from "./regions.js";
export { closeBrowser } from "./render.js";
export { type Share, type ShareGroup, type ShareRow, type SharesText, shares } from "./shares.js";
export { type SliderStep, slider } from "./slider.js";
export { type Cell, type Column, Table } from "./table.js";
export { colourOf, neutralColours, symbolOf } from "./theme.js";
