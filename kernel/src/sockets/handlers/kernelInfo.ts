import { createRequire } from "node:module";
import { type Content, PROTOCOL_VERSION } from "../../protocol/index.js";

const fromTslab = createRequire(require.resolve("tslab/package.json"));
const typescript: string = fromTslab("@tslab/typescript-for-tslab/package.json").version;
const tslab: string = fromTslab("./package.json").version;
const kernel: string = require("momenta-kernel/package.json").version;

/** `kernel_info_request`: what this kernel is. */
export function kernelInfo(): Content {
  return {
    status: "ok",
    protocol_version: PROTOCOL_VERSION,
    implementation: "momenta",
    implementation_version: kernel,
    banner: `TypeScript ${typescript} on Node ${process.versions.node} (Momenta ${kernel}, tslab ${tslab})`,
    language_info: {
      name: "typescript",
      version: typescript,
      mimetype: "text/typescript",
      file_extension: ".ts",
      pygments_lexer: "typescript",
      codemirror_mode: { name: "javascript", mode: "typescript", typescript: true },
      nbconvert_exporter: "script",
    },
    debugger: false,
    help_links: [
      { text: "TypeScript", url: "https://www.typescriptlang.org/docs/" },
      { text: "Node.js", url: "https://nodejs.org/docs/latest-v20.x/api/" },
      { text: "TensorFlow.js", url: "https://js.tensorflow.org/api/latest/" },
    ],
  };
}
