import { types } from "node:util";

/** Where in a state bytes belong: names and indices, from the outside in. */
export type BufferPath = (string | number)[];

/** JSON, and the bytes that were in it. */
export interface Split {
  json: unknown;
  paths: BufferPath[];
  buffers: Uint8Array[];
}

/** Takes the bytes out of a value, as the protocol of widgets wants it. */
export function splitBuffers(value: unknown): Split {
  const paths: BufferPath[] = [];
  const buffers: Uint8Array[] = [];
  const take = (value: unknown, path: BufferPath): unknown => {
    if (types.isUint8Array(value)) {
      paths.push(path);
      buffers.push(value);
      return null;
    }
    if (ArrayBuffer.isView(value) || types.isAnyArrayBuffer(value))
      throw new TypeError(`widget: ${path.join(".")} has to be a Uint8Array, the only bytes that travel`);
    if (Array.isArray(value)) return value.map((item, index) => take(item, [...path, index]));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, take(item, [...path, name])]));
  };
  return { json: take(value, []), paths, buffers };
}

/** Puts bytes back where they belong. */
export function putBuffers(json: object, paths: readonly BufferPath[], buffers: readonly Uint8Array[]): void {
  for (const [index, path] of paths.entries()) {
    const holder = path.slice(0, -1).reduce<object>((outer, name) => Reflect.get(outer, name), json);
    Reflect.set(holder, path.at(-1) as string | number, buffers[index]);
  }
}
