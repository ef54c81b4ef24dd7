/** Jupyter counts a cursor's position in code points, JavaScript in UTF-16 units. */

/** The UTF-16 offset in `code` of a position in code points. */
export function toOffset(code: string, position: number): number {
  return [...code].slice(0, position).join("").length;
}

/** The position in code points of a UTF-16 offset in `code`. */
export function toPosition(code: string, offset: number): number {
  return [...code.slice(0, offset)].length;
}
