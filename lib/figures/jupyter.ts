/** The method by which a value tells a Jupyter kernel how to show it. */
export const display: unique symbol = Symbol.for("Jupyter.display");

/** One output in several forms; the front end takes the richest that it can show. */
export type MimeBundle = Record<string, string | object>;
