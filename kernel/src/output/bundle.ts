import { inspect, types } from "node:util";
import { frameBundle, isFrame } from "./frame.js";
import { imageBundle } from "./image.js";
import { listBundle } from "./list.js";
import type { MimeBundle } from "./mimeBundle.js";
import { type Pending, whenThere } from "./pending.js";
import { isRecords, recordsBundle } from "./records.js";
import { isTensor, tensorBundle } from "./tensor.js";
import { toText } from "./text.js";

/** An object with a method of this name is shown by the MIME bundle that it returns; Deno's convention. */
export const DISPLAY = Symbol.for("Jupyter.display");

/** What `value` looks like: its own bundle where it has one, that of a kind we know, its text otherwise. */
export function toBundle(value: unknown): Pending<MimeBundle> {
  return whenThere(richBundle(value), (bundle) => {
    if (bundle !== undefined || typeof value !== "object" || value === null) return bundle ?? plain(value);
    return whenThere(listBundle(value, richBundle), (list) => {
      if (list !== undefined) return list;
      return isRecords(value) ? recordsBundle(value) : plain(value);
    });
  });
}

function plain(value: unknown): MimeBundle {
  return { "text/plain": toText(value) };
}

/** The forms of a value that is more than text, as they travel. */
function richBundle(value: unknown): Pending<MimeBundle | undefined> {
  return whenThere(ownBundle(value) ?? knownBundle(value), (bundle) => bundle && toWire(bundle));
}

function ownBundle(value: unknown): Pending<MimeBundle> | undefined {
  const render = (value as { [DISPLAY]?: unknown } | null | undefined)?.[DISPLAY];
  if (typeof render !== "function") return undefined;
  const bundle: unknown = render.call(value);
  return isThenable(bundle) ? Promise.resolve(bundle).then(checkedBundle) : checkedBundle(bundle);
}

function checkedBundle(bundle: unknown): MimeBundle {
  if (typeof bundle === "object" && bundle !== null) return bundle as MimeBundle;
  throw new TypeError(
    `[Symbol.for("Jupyter.display")]() has to return a MIME bundle, like { "text/html": "<b>bold</b>" }; got ${inspect(bundle)}`,
  );
}

/** The forms of what others made; known by what it can do, so that this works with any version of theirs. */
function knownBundle(value: unknown): Pending<MimeBundle> | undefined {
  if (typeof value !== "object" || value === null || types.isProxy(value)) return undefined;
  if (types.isUint8Array(value)) return imageBundle(value);
  if (isTensor(value)) return tensorBundle(value);
  if (isFrame(value)) return frameBundle(value);
  return undefined;
}

/** Bytes travel as base64, text and what the type says is JSON as it is. */
function toWire(bundle: MimeBundle): MimeBundle {
  return Object.fromEntries(Object.entries(bundle).map(([type, data]) => [type, formToWire(type, data)]));
}

function formToWire(type: string, data: unknown): unknown {
  if (types.isUint8Array(data)) return Buffer.from(data).toString("base64");
  if (typeof data === "string") return data;
  const json = isJson(type) ? JSON.stringify(data) : undefined;
  if (json !== undefined) return JSON.parse(json);
  const wanted = isJson(type) ? "what JSON can hold" : "a string or bytes";
  throw new TypeError(`a MIME bundle's "${type}" has to be ${wanted}; got ${inspect(data, { depth: 0 })}`);
}

function isJson(type: string): boolean {
  return /^application\/(.*\+)?json$/.test(type);
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}
