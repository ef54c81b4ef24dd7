import { open, rm, stat, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { downloadProgress, size } from "./downloadProgress.js";

/** An address that did not bring its file; the message says why, after the address. */
export class TransferError extends Error {
  constructor(
    message: string,
    /** Whether the file had begun to come, so that a new request may bring the rest. */
    readonly begun = false,
  ) {
    super(message);
  }
}

/** How a file is brought. */
export interface TransferOptions {
  /** What the progress line calls the file. */
  readonly title: string;
  /** Ends the transfer; what came stays. */
  readonly signal: AbortSignal | undefined;
  /** Milliseconds without a byte after which the transfer is given up; 30,000 where left out. */
  readonly timeout?: number;
}

const ATTEMPTS = 5;

/**
 * Brings the file at `address` to `part`, goes on where an earlier transfer ended, and, where the connection drops on the
 * way, goes on at once, with five requests at most.
 *
 * @returns whether what was here before is part of it
 * @throws TransferError where the address does not bring the file; what came stays, to go on from
 * @throws Error where the disk is full; what came is removed
 */
export async function transfer(address: string, part: string, options: TransferOptions): Promise<boolean> {
  const before = await length(part);
  for (let attempt = 1; ; attempt++) {
    try {
      return (await request(address, part, options)) && before > 0;
    } catch (error) {
      options.signal?.throwIfAborted();
      if (!(error instanceof TransferError && error.begun) || attempt === ATTEMPTS) throw error;
    }
  }
}

/** One request, for what comes after the bytes that are here. @returns whether the server left those out */
async function request(address: string, part: string, options: TransferOptions): Promise<boolean> {
  const had = await length(part);
  const { title, signal, timeout = 30_000 } = options;
  const stall = new AbortController();
  const timer = setTimeout(() => stall.abort(), timeout);
  const unavailable = (error: unknown, begun: boolean) =>
    new TransferError(
      `${address} ${stall.signal.aborted ? `was silent for ${timeout / 1000} s` : reason(error)}`,
      begun,
    );
  try {
    const response = await fetch(address, {
      // Compressed on the way, a file would be unpacked on arrival, and its bytes no longer those asked for.
      headers: { "accept-encoding": "identity", ...(had > 0 && { range: `bytes=${had}-` }) },
      signal: signal === undefined ? stall.signal : AbortSignal.any([stall.signal, signal]),
    }).catch((error) => {
      throw unavailable(error, false);
    });
    if (response.status === 416 && had > 0) return true;
    if (!response.ok || response.body === null) {
      throw new TransferError(`${address} answered ${response.status} ${response.statusText}`.trimEnd());
    }
    const resumed = response.headers.get("content-range")?.startsWith(`bytes ${had}-`) === true;
    const start = resumed ? had : 0;
    const total = start + Number(response.headers.get("content-length") ?? Number.NaN);
    const progress = downloadProgress(title, start, total);
    const file = await open(part, resumed ? "a" : "w");
    try {
      let bytes = start;
      const chunks = response.body[Symbol.asyncIterator]();
      for (;;) {
        const { done, value } = await chunks.next().catch((error) => {
          throw unavailable(error, true);
        });
        if (done) return resumed;
        timer.refresh();
        await file.writeFile(value);
        bytes += value.length;
        progress.update(bytes);
      }
    } catch (error) {
      throw isFull(error) ? await full(part, total) : error;
    } finally {
      await file.close();
      progress.end();
    }
  } finally {
    clearTimeout(timer);
    stall.abort();
  }
}

async function length(path: string): Promise<number> {
  return stat(path).then(
    (found) => found.size,
    () => 0,
  );
}

/** Why a request failed, from fetch's error, which has it in its cause. */
function reason(error: unknown): string {
  const cause = ((error as Error).cause ?? error) as NodeJS.ErrnoException;
  const known: Readonly<Record<string, string>> = {
    ENOTFOUND: "has a host that the name server does not know",
    EAI_AGAIN: "has a host that no name server was there to look up",
    ECONNREFUSED: "refused the connection",
    ECONNRESET: "dropped the connection",
    UND_ERR_SOCKET: "dropped the connection",
    UND_ERR_CONNECT_TIMEOUT: "did not answer",
  };
  return known[cause.code ?? ""] ?? `failed (${cause.code ?? cause.message})`;
}

function isFull(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT"].includes((error as NodeJS.ErrnoException).code ?? "");
}

async function full(part: string, total: number): Promise<Error> {
  await rm(part);
  const { bavail, bsize } = await statfs(dirname(part));
  const needed = Number.isNaN(total) ? "more" : size(total);
  return new Error(
    `The disk is full: ${part} needs ${needed}, ${size(bavail * bsize)} are free. ` +
      "Make room, or set MOMENTA_DATA to a folder on another disk.",
  );
}
