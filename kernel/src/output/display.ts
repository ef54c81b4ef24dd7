import { types } from "node:util";
import { routeTslabDisplay } from "../language/index.js";
import { toBundle } from "./bundle.js";
import type { Cells } from "./cell.js";
import type { MimeBundle } from "./mimeBundle.js";
import { isPending, type Pending } from "./pending.js";

/** Makes the global `display` (see types/notebook) and the one imported from tslab show things under their cell. */
export function installDisplay(cells: Cells): void {
  const type = (update: boolean | undefined) => (update ? "update_display_data" : "display_data");
  /** The last display of each id, while it is not there yet. */
  const coming = new Map<string, Promise<void>>();

  const show: typeof globalThis.display = async (value, { displayId, update = false, metadata = {} } = {}) => {
    if (update && displayId === undefined)
      throw new TypeError("display: { update: true } needs the displayId of what is to be replaced");
    const transient = displayId === undefined ? {} : { display_id: displayId };
    const toContent = (data: MimeBundle) => ({ data, metadata, transient });
    const bundle = toBundle(value);
    const earlier = displayId === undefined ? undefined : coming.get(displayId);
    if (!isPending(bundle) && !earlier) return cells.show(type(update), toContent(bundle));
    const shown = cells.showLater(type(update), behind(earlier, bundle).then(toContent));
    if (displayId !== undefined) keepWhileComing(coming, displayId, shown);
    await shown;
  };

  globalThis.display = function display(value, options) {
    const call = { stack: "" };
    Error.captureStackTrace(call, display);
    return cells.making(() =>
      show(value, options).catch((error) => {
        throw calledFrom(call.stack, error);
      }),
    );
  };
  routeTslabDisplay((content, update) => cells.show(type(update), content));
}

/** The bundle, not before what was displayed earlier is there, or cannot be made. */
async function behind(earlier: Promise<void> | undefined, bundle: Pending<MimeBundle>): Promise<MimeBundle> {
  const [data] = await Promise.all([bundle, earlier?.catch(() => {})]);
  return data;
}

function keepWhileComing(coming: Map<string, Promise<void>>, id: string, shown: Promise<void>): void {
  coming.set(id, shown);
  const forget = () => {
    if (coming.get(id) === shown) coming.delete(id);
  };
  shown.then(forget, forget);
}

/** An error whose stack goes on with that of the call that it came of, as the stack of an awaited call does. */
function calledFrom(call: string, error: unknown): unknown {
  const [, caller = "", ...callers] = call.split("\n");
  try {
    const { stack } = error as Error;
    if (types.isNativeError(error) && stack && !stack.includes(caller))
      error.stack = [stack, caller, ...callers].join("\n");
  } catch {
    // What gives its stack as it likes keeps it.
  }
  return error;
}
