/** Paths of this machine inside a compiled library. */
import path from "node:path";
import { UserError } from "../errors.mjs";

/**
 * The bytes of a library with another search path (`runpath`) than `from`, the one it was linked with, and with the
 * source files that its messages name relative to `root`. Nothing moves, and the end of the old search path stays:
 * linkers let other names share it.
 *
 * @throws UserError where the library was linked with another search path than `from`, or one too short for `runpath`
 */
export function relocate(bytes, { root, from, runpath }) {
  const moved = Buffer.from(bytes);
  const at = moved.indexOf(`\0${from}\0`) + 1;
  if (at === 0 || runpath.length >= path.dirname(from).length)
    throw new UserError(`the native addon was not linked with ${from}; npm run setup builds it again.`);
  const prefix = `${root}/`;
  const same = `.${"/".repeat(prefix.length - 1)}`;
  for (let next = moved.indexOf(prefix); next >= 0; next = moved.indexOf(prefix, next)) moved.write(same, next);
  moved.write(`${runpath}\0`, at);
  return moved;
}
