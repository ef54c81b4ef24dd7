import { callable, inWords, isObject, kind, requireArgument } from "../../arguments/index.js";
import { BrowserUnavailable } from "../browser.js";
import { Figure } from "../figure.js";
import { display, type MimeBundle } from "../jupyter.js";
import { render } from "../render.js";
import { explorableHtml } from "./html.js";
import { type TakenApart, takeOut } from "./moving.js";
import { panelPixels } from "./pixels.js";
import { firstSettings } from "./settings.js";
import { type Functions, shipped } from "./shipped.js";
import type { Control, Controls, Exploration, Explored, Settings } from "./types.js";

/** What an explorable figure is made of. */
export interface ExplorableDescription<C extends Controls, Uses extends Functions> {
  readonly controls: C;
  /** Functions that `compute` is given, such as the update rule of an optimizer; each stands by itself, as `compute` does. */
  readonly uses?: Uses;
  /**
   * What follows from the settings. It runs in the reader's page, again and again while a control is dragged, and so declares
   * inside itself everything that it uses.
   */
  readonly compute: (settings: Settings<C>, uses: Uses) => Explored;
  /** The figure as it stands at first, with a mark for each that `compute` gives, of that name and with its points. */
  readonly draw: (found: Explored) => Figure;
}

/**
 * A figure whose marks are a function of what the reader sets with sliders, points to drag and choices. The function runs in
 * the page, so that no kernel is needed: in JupyterLab, in a page that nbconvert made, without a network. On paper there is
 * the figure as it stands at first.
 *
 * @example
 * explorable({
 *   controls: { rate: { as: "slider", label: "learning rate α", from: 0.01, to: 0.25, value: 0.1 } },
 *   compute: ({ rate }) => {
 *     const x = Array.from({ length: 30 }, (_, update) => update);
 *     return { marks: { "w²": { x, y: x.map((update) => (1 - 8 * rate) ** (2 * update)) } }, words: `factor ${1 - 8 * rate}` };
 *   },
 *   draw: ({ marks }) => chart({ title: "Descent", y: { range: [0, 1] }, rows: [[{ marks: [{ as: "line", name: "w²", ...marks["w²"] }] }]], numbers: [] }),
 * });
 *
 * @typeParam Uses the functions that `compute` is given, by name
 * @throws TypeError where `compute` uses something outside itself; RangeError where a control's first value is not among those
 *   that it can have, or the figure has not one mark for each that `compute` gives
 */
export function explorable<const C extends Controls, const Uses extends Functions = Functions>(
  description: ExplorableDescription<C, Uses>,
): Figure {
  requireArgument("explorable", "controls", description.controls, controlsKind);
  requireArgument("explorable", "compute", description.compute, callable("a function of the settings"));
  requireArgument("explorable", "draw", description.draw, callable("a function that draws a figure"));
  for (const [name, control] of Object.entries(description.controls)) requirePossible(name, control);
  const settings = firstSettings(description.controls);
  const uses = description.uses ?? ({} as Uses);
  const found = description.compute(settings, uses);
  const source = shipped(description.compute, settings, uses, found);
  return new Explorable(description.draw(found), description.controls, found, source);
}

class Explorable extends Figure {
  readonly #controls: Controls;
  readonly #words: string;
  readonly #source: string;
  readonly #apart: TakenApart;

  constructor(figure: Figure, controls: Controls, found: Explored, source: string) {
    super(figure.plot, figure.title, [...figure.numbers, found.words]);
    this.#controls = controls;
    this.#words = found.words;
    this.#source = source;
    this.#apart = takeOut(figure.plot, Object.keys(found.marks));
  }

  override async [display](): Promise<MimeBundle> {
    try {
      const still = await render(this.plot);
      const html = explorableHtml(await this.#exploration(), this.#source, still.webp, this.#words, this.toString());
      return { "text/html": html, "image/png": still.preview.toString("base64"), "text/plain": this.toString() };
    } catch (error) {
      if (!(error instanceof BrowserUnavailable)) throw error;
      return { "text/plain": `${this}\n${error.message}` };
    }
  }

  async #exploration(): Promise<Exploration> {
    const panels = await panelPixels(this.plot);
    const { background, styles } = this.#apart;
    const layout = { ...background.layout } as Record<string, object>;
    for (const [at, { x, y }] of panels.entries()) {
      const suffix = at === 0 ? "" : at + 1;
      layout[`xaxis${suffix}`] = { ...layout[`xaxis${suffix}`], range: [x.low, x.high], autorange: false };
      layout[`yaxis${suffix}`] = { ...layout[`yaxis${suffix}`], range: [y.low, y.high], autorange: false };
    }
    const { webp } = await render({ ...background, layout });
    const { width, height } = this.plot.layout as { width: number; height: number };
    const address = `data:image/webp;base64,${webp.toString("base64")}`;
    return { width, height, background: address, panels, controls: this.#controls, styles };
  }
}

const controlsKind = kind(
  'at least one control, as { rate: { as: "slider", label: "α", from: 0, to: 1, value: 0.1 } }',
  (value) => isObject(value) && Object.values(value).length > 0 && Object.values(value).every(isObject),
);

function requirePossible(name: string, control: Control): void {
  const given = `explorable: the control ${name}`;
  if (control.as === "slider") {
    const { from, to, value, logarithmic } = control;
    if (![from, to, value].every(Number.isFinite) || from >= to || value < from || value > to) {
      throw new RangeError(
        `${given} stands at ${inWords(value)}, from ${inWords(from)} to ${inWords(to)}; give numbers in that order: from, value, to.`,
      );
    }
    if (logarithmic && from <= 0) throw new RangeError(`${given} is logarithmic from ${from}; begin above 0.`);
  } else if (control.as === "point") {
    if (![control.x, control.y].every(Number.isFinite))
      throw new RangeError(`${given} is at ${inWords(control.x)}, ${inWords(control.y)}; give numbers.`);
  } else if (control.as === "choice") {
    if (!control.options.includes(control.value))
      throw new RangeError(`${given} is ${inWords(control.value)}, none of its options; give one of them.`);
  } else {
    throw new RangeError(
      `${given} has as: ${inWords((control as { as?: unknown }).as)}; give "slider", "point" or "choice".`,
    );
  }
}
