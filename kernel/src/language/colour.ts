/** The colours of tracebacks, as escape sequences that every Jupyter client knows. */

const colour = (code: number) => (text: string) => `\x1b[${code}m${text}\x1b[39m`;

export const red = colour(31);
export const green = colour(32);
export const cyan = colour(36);
