import { readdirSync, rmSync, statSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { isRunning } from "../processes/index.js";

const ENDING = ".tmp";
const HOUR = 3_600_000;

/** The name of a file until it is whole: the process that writes it is in it. */
export function temporaryName(name: string): string {
  return `${name}.${hostname()}.${process.pid}${ENDING}`;
}

/** Removes the files of a folder that processes have left half-written; another machine's where they are an hour old. */
export function sweep(folder: string): void {
  for (const name of readdirSync(folder).filter((file) => file.endsWith(ENDING))) {
    const [, host, pid] = /^[^.]*\.(.*)\.(\d+)\.tmp$/.exec(name) ?? [];
    const file = join(folder, name);
    const left = host === hostname() ? !isRunning(Number(pid)) : isOld(file);
    if (left) rmSync(file, { force: true });
  }
}

function isOld(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs > HOUR;
}
