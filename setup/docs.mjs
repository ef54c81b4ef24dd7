/** The API reference of lib, build/docs/index.html. Fails where something public has no docstring, or a link leads nowhere. */
import path from "node:path";
import { docs, typedoc } from "./paths.mjs";
import { foreground, main } from "./shell.mjs";

await main(() =>
  foreground(process.execPath, [typedoc, "--options", path.join(docs, "typedoc.json"), ...process.argv.slice(2)]),
);
