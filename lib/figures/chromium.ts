import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";

/** A browser that is ready to be started. */
export interface Executable {
  executablePath: string;
  env: NodeJS.ProcessEnv;
}

/**
 * The Chromium that npm brought (Linux on x64), with the libraries and the font it needs, so that figures look the same on
 * every machine. Unpacked on first use inside its package, so that it leaves together with it; whole or not at all.
 */
export async function packedChromium(): Promise<Executable> {
  const entry = require.resolve("@sparticuz/chromium");
  const unpacked = resolve(dirname(entry), "../../unpacked");
  if (!existsSync(unpacked)) await unpack(entry, unpacked);
  return {
    executablePath: join(unpacked, "chromium"),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(unpacked, "al2023", "lib"),
      FONTCONFIG_FILE: join(unpacked, "fonts.conf"),
    },
  };
}

async function unpack(entry: string, unpacked: string): Promise<void> {
  const staging = await mkdtemp(`${unpacked}-`);
  try {
    // The package unpacks into the temporary folder, and its libraries only where it believes to be on AWS Lambda.
    const script =
      "require(process.argv[1]).executablePath().catch((error) => { console.error(error); process.exit(1); })";
    const env = { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" };
    await promisify(execFile)(process.execPath, ["-e", script, entry], { env });
    await writeFile(join(staging, "fonts.conf"), fontConfiguration(unpacked));
    await rename(staging, unpacked);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    if (!existsSync(unpacked)) throw error; // else another process was faster
  }
}

function fontConfiguration(unpacked: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(unpacked, "fonts")}</dir><cachedir>${join(unpacked, "fonts-cache")}</cachedir></fontconfig>
`;
}
