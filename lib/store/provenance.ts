import { cpus } from "node:os";
import { native } from "../engine/index.js";
import type { Provenance } from "./record.js";

const { version } = require("../../package.json") as { version: string };

/** The provenance of a run that is finished now and took so many seconds. */
export function provenance(seconds: number): Provenance {
  const processors = cpus();
  return {
    at: new Date().toISOString(),
    seconds: Number(seconds.toPrecision(3)),
    momenta: version,
    node: process.versions.node,
    tensorflow: native === null ? "tfjs-cpu" : native.binding.TF_Version,
    device: native?.isUsingGpuDevice ? "GPU" : `${processors.length} × ${processors[0]?.model.trim() ?? "CPU"}`,
  };
}
