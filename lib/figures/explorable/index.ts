export { type ExplorableDescription, explorable } from "./explorable.js";
export type {
  ChoiceControl,
  Control,
  Controls,
  Explored,
  PointControl,
  Setting,
  Settings,
  SliderControl,
} from "./types.js";
