import { inspect, types } from "node:util";

/** An object with a method of this name is shown by the MIME bundle that it returns; Deno's convention. */
export const DISPLAY = Symbol.for("Jupyter.display");

/** One thing in several forms, by MIME type; the client picks the richest that it can show. */
export type MimeBundle = Record<string, unknown>;

/** What `value` looks like: its own bundle where it has one, its text otherwise. */
export async function toBundle(value: unknown): Promise<MimeBundle> {
  const render = (value as { [DISPLAY]?: unknown } | null | undefined)?.[DISPLAY];
  if (typeof render !== "function") return { "text/plain": inspect(value) };
  const bundle: unknown = await render.call(value);
  if (typeof bundle !== "object" || bundle === null)
    throw new TypeError(
      `[Symbol.for("Jupyter.display")]() has to return a MIME bundle, like { "text/html": "<b>bold</b>" }; got ${inspect(bundle)}`,
    );
  return Object.fromEntries(Object.entries(bundle).map(([type, data]) => [type, toWire(data)]));
}

/** Bytes travel as base64, everything else as it is. */
function toWire(data: unknown): unknown {
  return types.isUint8Array(data) ? Buffer.from(data).toString("base64") : data;
}
