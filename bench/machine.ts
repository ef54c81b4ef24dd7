import { spawnSync } from "node:child_process";
import { availableParallelism, cpus, totalmem, type } from "node:os";
import { Table } from "momenta";
import { provenance } from "momenta/store";
import { packageVersion } from "./python.js";

/** What the numbers were measured on and with. */
export function machineTable(seconds: number): Table {
  const { at, momenta, node, tensorflow, device } = provenance(seconds);
  const rows = [
    ["date", at.slice(0, 10)],
    ["processor", `${cpus()[0]?.model.trim() ?? "unknown"}, ${availableParallelism()} threads, ${process.arch}`],
    ["Momenta computes on", device],
    ...graphicsProcessor(),
    ["memory", `${Math.round(totalmem() / 2 ** 30)} GiB`],
    ["system", type()],
    ["Momenta, Node, TensorFlow", `${momenta}, ${node}, ${tensorflow}`],
    ["JAX, optax, PyTorch", ["jax", "optax", "torch"].map((name) => packageVersion(name) ?? "absent").join(", ")],
    ["the whole run took", `${Math.round(seconds)} s`],
  ];
  return new Table("Machine", [{ heading: "what" }, { heading: "value" }], rows);
}

/** Where NVIDIA's driver is. */
function graphicsProcessor(): string[][] {
  const query = ["--query-gpu=name,memory.total,driver_version", "--format=csv,noheader"];
  const { status, stdout } = spawnSync("nvidia-smi", query, { encoding: "utf8" });
  return status === 0 ? [["graphics processor, its memory and driver", stdout.trim().split("\n").join("; ")]] : [];
}
