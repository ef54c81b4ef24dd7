import { formatValue, gridBundle, MOST_COLUMNS, MOST_ROWS, missing } from "./grid.js";
import type { MimeBundle } from "./mimeBundle.js";

/** What we need of a TensorFlow.js tensor. Without the chained operations it has no `slice`. */
interface Tensor {
  shape: number[];
  dtype: string;
  size: number;
  isDisposed: boolean;
  data(): Promise<ArrayLike<unknown>>;
  dispose(): void;
  slice?(begin: number[], size: number[]): Tensor;
}

export function isTensor(value: object): value is Tensor {
  // One after the other, so that no getter of something else is called without need.
  const tensor = value as Partial<Tensor>;
  return (
    Array.isArray(tensor.shape) &&
    typeof tensor.dtype === "string" &&
    typeof tensor.isDisposed === "boolean" &&
    typeof tensor.data === "function" &&
    typeof tensor.dispose === "function"
  );
}

/** Shape, type and some values: the first rows of the first matrix. Nothing else is read from the device. */
export async function tensorBundle(tensor: Tensor): Promise<MimeBundle> {
  const { shape, dtype } = tensor;
  const title = `Tensor ${dtype} [${shape.join(", ")}]`;
  if (tensor.isDisposed) return gridBundle({ title: `${title}, disposed`, rows: [], missing: [] });

  const [height = 1, width = 1] = [1, 1, ...shape].slice(-2);
  const rowCount = Math.min(height, MOST_ROWS);
  const columnCount = Math.min(width, MOST_COLUMNS);
  const values = await readCorner(tensor, rowCount, columnCount);
  if (!values) return gridBundle({ title, rows: [], missing: missing(tensor.size, 0, "values") });
  const outer = shape.slice(0, -2);
  const place = outer.some((size) => size > 1) ? `, at [${[...outer.map(() => 0), ":", ":"].join(", ")}]` : "";
  return gridBundle({
    title: title + place,
    rows: Array.from({ length: Math.min(rowCount, values.length) }, (_, row) =>
      values.slice(row * columnCount, (row + 1) * columnCount),
    ),
    missing: [...missing(height, rowCount, "rows"), ...missing(width, columnCount, "columns")],
  });
}

/** The first rows and columns of the first matrix, row after row; undefined where they cannot be had alone. */
async function readCorner(tensor: Tensor, rows: number, columns: number): Promise<string[] | undefined> {
  if (tensor.size <= rows * columns) return read(tensor);
  // Some backends cannot slice complex numbers.
  if (!tensor.slice || tensor.dtype === "complex64") return undefined;
  const { shape } = tensor;
  const corner = tensor.slice(
    shape.map(() => 0),
    [...shape.map(() => 1), rows, columns].slice(-shape.length),
  );
  try {
    return await read(corner);
  } finally {
    corner.dispose();
  }
}

async function read(tensor: Tensor): Promise<string[]> {
  const values = Array.from(await tensor.data());
  if (tensor.dtype === "bool") return values.map((value) => String(Boolean(value)));
  if (tensor.dtype !== "complex64") return values.map(formatValue);
  return Array.from({ length: tensor.size }, (_, index) => {
    const [real, imaginary] = values.slice(2 * index, 2 * index + 2).map(formatValue);
    return `${real} + ${imaginary}i`;
  });
}
