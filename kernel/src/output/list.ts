import { types } from "node:util";
import { escapeHtml, missing } from "./grid.js";
import type { MimeBundle } from "./mimeBundle.js";

/** The most results of a list that are shown. */
const MOST_RESULTS = 20;

/** What stands in a list of results: the items of an array or a set, the values of a map or a record with their keys. */
function* entriesOf(value: object): Generator<[label: string, item: unknown]> {
  if (types.isMap(value)) for (const [key, item] of value) yield [`${String(key)}: `, item];
  if (Array.isArray(value) || types.isSet(value)) for (const item of value) yield ["", item];
  if (Object.getPrototypeOf(value) === Object.prototype)
    for (const [key, item] of Object.entries(value)) yield [`${key}: `, item];
}

/** Several results one below the other; undefined unless each of them has a bundle of its own. */
export async function listBundle(
  value: object,
  toBundle: (item: unknown) => Promise<MimeBundle | undefined>,
): Promise<MimeBundle | undefined> {
  const shown: { label: string; bundle: MimeBundle }[] = [];
  let count = 0;
  for (const [label, item] of entriesOf(value)) {
    count += 1;
    if (count > MOST_RESULTS) continue;
    const bundle = await toBundle(item);
    if (!bundle) return undefined;
    shown.push({ label, bundle });
  }
  if (shown.length === 0) return undefined;
  const notices = missing(count, shown.length, "results").map((what) => `… ${what}`);
  const texts = shown.map(({ label, bundle }) => label + String(bundle["text/plain"] ?? ""));
  const parts = shown.map(({ label, bundle }) => `<div>${escapeHtml(label)}${htmlOf(bundle)}</div>`);
  return { "text/plain": [...texts, ...notices].join("\n\n"), "text/html": [...parts, ...notices].join("\n") };
}

function htmlOf(bundle: MimeBundle): string {
  if ("text/html" in bundle) return String(bundle["text/html"]);
  if ("image/svg+xml" in bundle) return String(bundle["image/svg+xml"]);
  for (const type of ["image/png", "image/jpeg"])
    if (type in bundle) return `<img src="data:${type};base64,${bundle[type]}">`;
  return `<pre>${escapeHtml(String(bundle["text/plain"] ?? ""))}</pre>`;
}
