import { readFileSync } from "node:fs";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { endChildrenWithKernel } from "./children.js";
import { Interruption } from "./interruption.js";
import type { Start } from "./threads.js";

/**
 * Starts the kernel: a thread with the sockets at once, and this thread for the cells while that one binds.
 *
 * @param connectionFile the file that Jupyter hands to a kernel
 * @param built resolves when what cells import is built, with what is wrong with it if anything is
 */
export async function start(connectionFile: string, built: Promise<string | undefined>): Promise<void> {
  endChildrenWithKernel();
  const connection = JSON.parse(readFileSync(connectionFile, "utf8"));
  const interruption = new Interruption();
  const workerData: Start = { connection, interruption: interruption.memory };
  const sockets = new Worker(path.join(__dirname, "sockets", "thread.js"), {
    workerData,
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  });
  // Loaded late: it brings TypeScript with it, which takes a second.
  const { serveCells } = await import("./cells.js");
  serveCells(sockets, interruption, built);
}
