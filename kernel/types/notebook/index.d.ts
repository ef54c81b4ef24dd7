/** What every notebook cell can use without an import. */

/** Where a display goes. */
interface DisplayOptions {
  /** A name under which the display can be replaced later. */
  displayId?: string;
  /** Replace what was displayed under `displayId`, rather than add to the output. */
  update?: boolean;
}

/**
 * Shows `value` in the cell's output: by the MIME bundle that its method `[Symbol.for("Jupyter.display")]()` returns
 * (at once or as a promise), else as text. Resolves when it is shown.
 *
 * @example
 * display({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": "<b>bold</b>", "text/plain": "bold" }) });
 */
declare function display(value: unknown, options?: DisplayOptions): Promise<void>;
