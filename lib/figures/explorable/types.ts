/** A number that the reader sets with a slider. */
export interface SliderControl {
  readonly as: "slider";
  /** What stands beside it: `learning rate α`. */
  readonly label: string;
  readonly from: number;
  readonly to: number;
  /** Where it stands at first. */
  readonly value: number;
  /** Whether equal ways are equal factors. */
  readonly logarithmic?: boolean;
}

/** A place in a panel that the reader drags, or sets with a click. */
export interface PointControl {
  readonly as: "point";
  readonly label: string;
  /** Where it stands at first. */
  readonly x: number;
  readonly y: number;
  /** The panel, 0 for the first; 0 if left out. */
  readonly panel?: number;
}

/** One of several words. */
export interface ChoiceControl {
  readonly as: "choice";
  readonly label: string;
  readonly options: readonly string[];
  /** The one at first. */
  readonly value: string;
}

export type Control = SliderControl | PointControl | ChoiceControl;
export type Controls = Readonly<Record<string, Control>>;

/** Where the reader has set a control: a number, a place, or a word. */
export type Setting<C extends Control> = C extends SliderControl
  ? number
  : C extends PointControl
    ? { readonly x: number; readonly y: number }
    : string;
export type Settings<C extends Controls = Controls> = { readonly [Name in keyof C]: Setting<C[Name]> };

/** What follows from the settings. */
export interface Explored {
  /** The points of each mark that moves, by the mark's name. What is not finite is not drawn. */
  readonly marks: Readonly<Record<string, { readonly x: readonly number[]; readonly y: readonly number[] }>>;
  /** What the figure says now, in a sentence: read aloud to those who cannot see it. */
  readonly words: string;
}

/** Where a panel lies in the figure, in CSS pixels, and what its ends are; of a logarithmic axis the ends' log₁₀. */
export interface PanelPixels {
  readonly x: AxisPixels;
  readonly y: AxisPixels;
}

export interface AxisPixels {
  /** From the left, or from above. */
  readonly offset: number;
  readonly length: number;
  readonly low: number;
  readonly high: number;
  readonly logarithmic: boolean;
}

/** How a mark that moves is drawn. */
export interface MarkStyle {
  readonly panel: number;
  readonly line?: { readonly colour: string; readonly width: number; readonly dash: readonly number[] };
  readonly points?: { readonly colour: string; readonly size: number; readonly border: string };
}

/** What the page is given beside the function. */
export interface Exploration {
  readonly width: number;
  readonly height: number;
  /** The figure without what moves, as an address. */
  readonly background: string;
  readonly panels: readonly PanelPixels[];
  readonly controls: Controls;
  readonly styles: Readonly<Record<string, MarkStyle>>;
}
