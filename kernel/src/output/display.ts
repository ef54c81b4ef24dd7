import { routeTslabDisplay } from "../language/index.js";
import { toBundle } from "./bundle.js";
import type { Cells } from "./cell.js";

/** Makes the global `display` (see types/notebook) and the one imported from tslab show things under their cell. */
export function installDisplay(cells: Cells): void {
  const type = (update: boolean | undefined) => (update ? "update_display_data" : "display_data");
  globalThis.display = async (value, { displayId, update = false, metadata = {} } = {}) => {
    if (update && displayId === undefined)
      throw new TypeError("display: { update: true } needs the displayId of what is to be replaced");
    const transient = displayId === undefined ? {} : { display_id: displayId };
    cells.show(type(update), { data: await toBundle(value), metadata, transient });
  };
  routeTslabDisplay((content, update) => cells.show(type(update), content));
}
