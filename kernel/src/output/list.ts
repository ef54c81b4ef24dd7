import { types } from "node:util";
import { escapeHtml, missing } from "./grid.js";
import type { MimeBundle } from "./mimeBundle.js";
import { isPending, type Pending, whenThere } from "./pending.js";

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
export function listBundle(
  value: object,
  toBundle: (item: unknown) => Pending<MimeBundle | undefined>,
): Pending<MimeBundle | undefined> {
  const labels: string[] = [];
  const bundles: Pending<MimeBundle | undefined>[] = [];
  let count = 0;
  for (const [label, item] of entriesOf(value)) {
    count += 1;
    if (count > MOST_RESULTS) continue;
    const bundle = toBundle(item);
    if (!bundle) return undefined;
    labels.push(label);
    bundles.push(bundle);
  }
  if (count === 0) return undefined;
  const isComing = bundles.some(isPending);
  return whenThere(isComing ? Promise.all(bundles) : (bundles as MimeBundle[]), (bundles) =>
    bundles.every((bundle) => bundle !== undefined) ? joined(labels, bundles, count) : undefined,
  );
}

function joined(labels: readonly string[], bundles: readonly MimeBundle[], count: number): MimeBundle {
  const notices = missing(count, bundles.length, "results").map((what) => `… ${what}`);
  const texts = bundles.map((bundle, index) => labels[index] + String(bundle["text/plain"] ?? ""));
  const parts = bundles.map((bundle, index) => `<div>${escapeHtml(labels[index] ?? "")}${htmlOf(bundle)}</div>`);
  return { "text/plain": [...texts, ...notices].join("\n\n"), "text/html": [...parts, ...notices].join("\n") };
}

function htmlOf(bundle: MimeBundle): string {
  if ("text/html" in bundle) return String(bundle["text/html"]);
  if ("image/svg+xml" in bundle) return String(bundle["image/svg+xml"]);
  for (const type of ["image/png", "image/jpeg"])
    if (type in bundle) return `<img src="data:${type};base64,${bundle[type]}">`;
  return `<pre>${escapeHtml(String(bundle["text/plain"] ?? ""))}</pre>`;
}
