/** What the archive holds, laid out as in the repository, with the machine's Node and libraries beside it. */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { UserError } from "../errors.mjs";
import { addon, root } from "../paths.mjs";
import { tensorflowFolder } from "../python.mjs";
import { highestVersions, OF_GCC, sharedLibraries } from "./libraries.mjs";
import { notices } from "./notices.mjs";
import { dependencies } from "./packages.mjs";
import { relocate } from "./relocate.mjs";

const LIBRARY = "momenta_tensorflow.so";

/** The browser that draws figures, 66 MB already compressed: no experiment needs it, and an installed one does as well. */
const LEFT_OUT = ["@sparticuz/chromium"];

/** What nothing needs when it runs: types, source maps, tests, the notes of incremental builds. */
const NOT_TO_RUN = /\.(d\.ts|ts|mts|cts|map|tsbuildinfo)$|\.test\.js$/;

const machines = { x64: "x86_64", arm64: "aarch64" };

/**
 * Lays out everything in the new folder `target`; files are linked to where they are, not copied, on the same disk.
 *
 * @returns the oldest glibc that the programs run with, "2.N"
 * @throws UserError where there is no native addon, or this is not Linux
 */
export function layOut(target) {
  if (process.platform !== "linux")
    throw new UserError("npm run pack packs for the system it runs on, and knows Linux.");
  if (!existsSync(path.join(addon, LIBRARY)))
    throw new UserError("the native addon is not there, and without it everything is many times slower: not packed.");
  const from = (name) => path.join(root, name);
  const to = (name) => path.join(target, name);

  const packages = dependencies(root, from("lib"), LEFT_OUT);
  for (const name of packages) linkFolder(from(name), to(name));
  for (const part of ["lib", "studies", "bench"]) linkFolder(from(`${part}/dist`), to(`${part}/dist`));
  for (const name of ["LICENSE", "lib/package.json", "studies/package.json", ...pythonOfBench()])
    link(from(name), to(name));
  symlinkSync("../lib", to("node_modules/momenta"));
  symlinkSync("../studies", to("node_modules/momenta-studies"));

  const libraries = [process.execPath, path.join(addon, LIBRARY)].flatMap((file) => [...sharedLibraries(file)]);
  for (const [name, file] of new Map(libraries))
    link(file, to(OF_GCC.test(name) ? `libraries/gcc/${name}` : `libraries/${name}`));
  link(process.execPath, to("bin/node"));
  const tensorflow = tensorflowFolder();
  const notOfTensorflow = libraries.filter(([, file]) => !file.startsWith(`${tensorflow}/`));
  const strangers = packages.map(from).filter((folder) => realpathSync(folder) === path.resolve(folder));
  write(
    to("THIRD-PARTY-NOTICES.txt"),
    notices({ packages: strangers, tensorflow, programs: new Map([["node", process.execPath], ...notOfTensorflow]) }),
  );
  const packedAddon = path.relative(root, addon);
  const library = relocate(readFileSync(path.join(addon, LIBRARY)), {
    root,
    from: tensorflow,
    runpath: `$ORIGIN/${path.relative(packedAddon, "libraries")}`,
  });
  write(to(path.join(packedAddon, LIBRARY)), library);

  const binaries = [
    to("bin/node"),
    ...readdirSync(addon).map((name) => to(path.join(packedAddon, name))),
    ...files(to("libraries")).filter((file) => !OF_GCC.test(path.basename(file))),
  ];
  const [glibc, libstdcxx] = highestVersions(binaries, ["GLIBC_2.", "GLIBCXX_3.4."]);
  const launcher = readFileSync(path.join(root, "setup", "pack", "launcher.sh"), "utf8")
    .replaceAll("@LIBSTDCXX@", String(libstdcxx))
    .replaceAll("@MACHINE@", machines[process.arch]);
  write(to("momenta"), launcher);
  chmodSync(to("momenta"), 0o755);
  return `2.${glibc}`;
}

/** The files and links in a folder and below, whole paths, sorted. */
export function files(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      return entry.isDirectory() ? files(file) : [file];
    })
    .sort();
}

function pythonOfBench() {
  const names = readdirSync(path.join(root, "bench")).filter((name) => /\.py$|^requirements\.txt$/.test(name));
  return names.map((name) => path.join("bench", name));
}

/** A folder without the packages inside it, without what does not run, and without the library that is put there changed. */
function linkFolder(from, to) {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const { name } = entry;
    if (name === "node_modules" || name === LIBRARY || NOT_TO_RUN.test(name)) continue;
    if (entry.isDirectory()) linkFolder(path.join(from, name), path.join(to, name));
    else link(path.join(from, name), path.join(to, name));
  }
}

function link(from, to) {
  const file = realpathSync(from);
  mkdirSync(path.dirname(to), { recursive: true });
  try {
    linkSync(file, to);
  } catch (error) {
    if (!["EXDEV", "EPERM", "EACCES", "EMLINK", "ENOTSUP"].includes(error.code)) throw error;
    copyFileSync(file, to);
  }
}

function write(to, content) {
  mkdirSync(path.dirname(to), { recursive: true });
  writeFileSync(to, content);
}
