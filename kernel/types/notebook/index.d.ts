/** What every notebook cell can use without an import. */

/** Where a display goes. */
interface DisplayOptions {
  /** A name under which the display can be replaced later. */
  displayId?: string;
  /** Replace what was displayed under `displayId`, rather than add to the output. */
  update?: boolean;
  /** What the client is told about the forms, by MIME type, as `{ "image/png": { width: 300 } }`. */
  metadata?: Record<string, unknown>;
}

/**
 * Shows `value` in the cell's output: by the MIME bundle that its method `[Symbol.for("Jupyter.display")]()` returns
 * (at once or as a promise), else as text. Resolves when it is shown.
 *
 * @example
 * display({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": "<b>bold</b>", "text/plain": "bold" }) });
 */
declare function display(value: unknown, options?: DisplayOptions): Promise<void>;

/** Something that is shown as the MIME bundle that it gives. */
interface Displayable {
  [display: symbol]: () => Record<string, string>;
}

/** HTML to show, as `html("<b>bold</b>")` or as a template; what is put into a template is not escaped. */
declare function html(text: string | TemplateStringsArray, ...values: unknown[]): Displayable;

/** Markdown to show, as ``markdown`The mean is **${mean}**.` ``. */
declare function markdown(text: string | TemplateStringsArray, ...values: unknown[]): Displayable;

/** An SVG image to show, from its source. */
declare function svg(text: string | TemplateStringsArray, ...values: unknown[]): Displayable;
