import { createHash } from "node:crypto";
import { type Json, writeJson } from "../configuration/index.js";

/** The name of whatever `determinants` determine: the digest of their sorted JSON. */
export function keyOf(determinants: Json): string {
  return digest(writeJson(determinants));
}

/** The first 128 bits of the SHA-256 of a text or of bytes, in hexadecimal. */
export function digest(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 32);
}
