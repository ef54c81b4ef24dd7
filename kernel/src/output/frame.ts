import { formatValue, gridBundle, MOST_COLUMNS, MOST_ROWS, missing } from "./grid.js";
import type { MimeBundle } from "./mimeBundle.js";

/** What we need of a DataFrame or a Series of danfo.js. */
interface Frame {
  $isSeries: boolean;
  shape: number[];
  index: (string | number)[];
  columns: string[];
  values: unknown[];
}

export function isFrame(value: object): value is Frame {
  const frame = value as Partial<Frame>;
  return (
    typeof frame.$isSeries === "boolean" &&
    [frame.shape, frame.index, frame.columns, frame.values].every((part) => Array.isArray(part))
  );
}

/** The first rows with their index, under the names of the first columns. */
export function frameBundle(frame: Frame): MimeBundle {
  const [height = 0, width = 1] = frame.shape;
  const columns = frame.columns.slice(0, MOST_COLUMNS);
  const rows = frame.values.slice(0, MOST_ROWS).map((row, index) => {
    const cells = Array.isArray(row) ? row.slice(0, MOST_COLUMNS) : [row];
    return [String(frame.index[index]), ...cells.map(formatValue)];
  });
  return gridBundle({
    title: frame.$isSeries ? `Series [${height}]` : `DataFrame [${height}, ${width}]`,
    heads: ["", ...columns],
    rows,
    missing: [...missing(height, rows.length, "rows"), ...missing(width, columns.length, "columns")],
  });
}
