import type { MimeBundle } from "./mimeBundle.js";

/** The bytes that a file of each type starts with. */
const SIGNATURES = {
  "image/png": [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  "image/jpeg": [0xff, 0xd8, 0xff],
};

/** The image that the bytes are, if they are one. */
export function imageBundle(bytes: Uint8Array): MimeBundle | undefined {
  for (const [type, signature] of Object.entries(SIGNATURES))
    if (signature.every((byte, index) => bytes[index] === byte))
      return { [type]: bytes, "text/plain": `${type}, ${bytes.length} bytes` };
  return undefined;
}
