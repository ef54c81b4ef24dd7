/** Sizes in bytes, as people write and read them. */
import { UserError } from "../errors.mjs";

const units = { "": 1, k: 1e3, M: 1e6, G: 1e9, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30 };

/** The bytes of "55MB", "1.5 GiB", "100000". @throws UserError where the text is no size, or less than one byte */
export function parseSize(text) {
  const [, number, unit] = /^(\d+(?:\.\d+)?) ?(|[kMG]|[KMG]i)B?$/.exec(text) ?? [];
  const bytes = Math.floor(Number(number) * units[unit]);
  if (bytes >= 1) return bytes;
  throw new UserError(`"${text}" is no size; give one as 55MB, 1.5GiB or 100000.`);
}

/** Megabytes, as far as they matter. */
export function formatSize(bytes) {
  return `${Math.round(bytes / 1e6)} MB`;
}
