/** Where things are. */
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
export const venv = path.join(root, ".venv");
export const python = path.join(venv, "bin", "python");
export const typescript = path.join(root, "node_modules", "typescript", "bin", "tsc");
export const docs = path.join(root, "setup", "docs");
export const typedoc = path.join(docs, "node_modules", "typedoc", "bin", "typedoc");
export const tfjsNode = path.join(root, "node_modules", "@tensorflow", "tfjs-node-gpu");
export const addon = path.join(tfjsNode, "lib", "napi-v8");
export const nativeSources = path.join(root, "lib", "engine", "native");
