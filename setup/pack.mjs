/**
 * One archive that runs the experiments where there is no network, no Node and no Python:
 * npm run pack [-- --part-size 55MB]. It is written to build/, under another name until it is whole.
 */
import { readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { UserError } from "./errors.mjs";
import { withOwnFolder } from "./leftovers.mjs";
import { writeArchive } from "./pack/archive.mjs";
import { formatSize, parseSize } from "./pack/size.mjs";
import { layOut } from "./pack/tree.mjs";
import { root } from "./paths.mjs";
import { main } from "./shell.mjs";

const build = path.join(root, "build");

await main(async () => {
  const partSize = partSizeOf(process.argv.slice(2));
  const { version } = JSON.parse(readFileSync(path.join(root, "lib", "package.json"), "utf8"));
  const name = `momenta-${version}-${process.platform}-${process.arch}`;
  const start = performance.now();

  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));
  await withOwnFolder(build, "pack-", async (working) => {
    const source = path.join(working, name);
    const glibc = layOut(source);
    const { names, size, compressed } = await writeArchive({
      source,
      target: working,
      name,
      partSize,
      onProgress: progress(),
    });
    const former = readdirSync(build).filter((file) => file.startsWith(`${name}.`));
    for (const file of former) rmSync(path.join(build, file));
    for (const file of names) renameSync(path.join(working, file), path.join(build, file));
    const took = Math.round((performance.now() - start) / 1000);
    process.stderr.write(`\rmomenta: ${formatSize(size)} packed into ${formatSize(compressed)} in ${took} s\n`);
    report(name, names, glibc);
  });
});

function partSizeOf(args) {
  try {
    const { values } = parseArgs({ args, options: { "part-size": { type: "string" } } });
    return values["part-size"] === undefined ? undefined : parseSize(values["part-size"]);
  } catch (error) {
    throw new UserError(error.message);
  }
}

/** A line that says how far it is, written anew when that changes. */
function progress() {
  let shown = -1;
  return (share) => {
    const percent = Math.floor(100 * share);
    if (percent === shown) return;
    shown = percent;
    process.stderr.write(`\rmomenta: packing, ${percent} %`);
  };
}

function report(name, names, glibc) {
  const [first, ...others] = names;
  const all = others.length > 1 ? `${name}.tar.gz.*` : first;
  process.stdout.write(`${names.map((file) => path.join("build", file)).join("\n")}

There (glibc ${glibc} or later, nothing else):
  sha256sum -c ${name}.sha256
  cat ${all} | gzip -dc | tar -xf -
  ${name}/momenta help
`);
}
