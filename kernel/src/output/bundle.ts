import { inspect, types } from "node:util";
import { frameBundle, isFrame } from "./frame.js";
import { imageBundle } from "./image.js";
import { listBundle } from "./list.js";
import type { MimeBundle } from "./mimeBundle.js";
import { isTensor, tensorBundle } from "./tensor.js";
import { toText } from "./text.js";

/** An object with a method of this name is shown by the MIME bundle that it returns; Deno's convention. */
export const DISPLAY = Symbol.for("Jupyter.display");

/** What `value` looks like: its own bundle where it has one, that of a kind we know, its text otherwise. */
export async function toBundle(value: unknown): Promise<MimeBundle> {
  const bundle = await richBundle(value);
  if (bundle) return bundle;
  const list = typeof value === "object" && value !== null ? await listBundle(value, richBundle) : undefined;
  return list ?? { "text/plain": toText(value) };
}

/** The forms of a value that is more than text, as they travel. */
async function richBundle(value: unknown): Promise<MimeBundle | undefined> {
  const bundle = (await ownBundle(value)) ?? (await knownBundle(value));
  return bundle && Object.fromEntries(Object.entries(bundle).map(([type, data]) => [type, toWire(data)]));
}

async function ownBundle(value: unknown): Promise<MimeBundle | undefined> {
  const render = (value as { [DISPLAY]?: unknown } | null | undefined)?.[DISPLAY];
  if (typeof render !== "function") return undefined;
  const bundle: unknown = await render.call(value);
  if (typeof bundle !== "object" || bundle === null)
    throw new TypeError(
      `[Symbol.for("Jupyter.display")]() has to return a MIME bundle, like { "text/html": "<b>bold</b>" }; got ${inspect(bundle)}`,
    );
  return bundle as MimeBundle;
}

/** The forms of what others made; known by what it can do, so that this works with any version of theirs. */
async function knownBundle(value: unknown): Promise<MimeBundle | undefined> {
  if (typeof value !== "object" || value === null || types.isProxy(value)) return undefined;
  if (types.isUint8Array(value)) return imageBundle(value);
  if (isTensor(value)) return tensorBundle(value);
  if (isFrame(value)) return frameBundle(value);
  return undefined;
}

/** Bytes travel as base64, everything else as it is. */
function toWire(data: unknown): unknown {
  return types.isUint8Array(data) ? Buffer.from(data).toString("base64") : data;
}
