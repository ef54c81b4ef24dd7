import { createHash } from "node:crypto";
import { type Json, writeJson } from "../configuration/index.js";

/** The name of whatever `determinants` determine: the first 128 bits of the SHA-256 of their sorted JSON, in hexadecimal. */
export function keyOf(determinants: Json): string {
  return createHash("sha256").update(writeJson(determinants)).digest("hex").slice(0, 32);
}
