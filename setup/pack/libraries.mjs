/** The shared libraries that go along, and what is asked of the machine's own. */
import { readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { ask, UserError } from "../shell.mjs";

/** glibc and its loader belong to the machine. */
const OF_THE_MACHINE = /^(linux-vdso|ld-linux|ld-musl|lib(c|m|mvec|dl|rt|pthread|resolv|util|nsl|anl)\.so)/;

/** GCC's libraries, part of nearly every machine: the launcher takes ours only where the machine's are too old. */
export const OF_GCC = /^lib(stdc\+\+|gcc_s)\.so/;

/**
 * The shared libraries of a program or library, glibc's apart: name to file.
 *
 * @throws UserError where one is not found
 */
export function sharedLibraries(file) {
  const listed = ask("ldd", [file]);
  if (listed === null) throw new UserError(`ldd cannot tell the libraries of ${file}.`);
  const libraries = [...listed.matchAll(/^\s*(\S+) => (.+?)(?: \(0x\w+\))?$/gm)]
    .map(([, name, found]) => [name, found])
    .filter(([name]) => !OF_THE_MACHINE.test(path.basename(name)));
  for (const [name, found] of libraries) {
    if (found === "not found") throw new UserError(`${file} needs ${name}, which is not found; npm run setup first.`);
  }
  return new Map(libraries.map(([name, found]) => [name, realpathSync(found)]));
}

/** The highest N for which one of the files asks for the symbols of version `prefix`N: "GLIBC_2.", "GLIBCXX_3.4.". */
export function highestVersion(files, prefix) {
  let highest = 0;
  for (const file of files) {
    const bytes = readFileSync(file);
    for (let at = bytes.indexOf(prefix); at >= 0; at = bytes.indexOf(prefix, at + prefix.length)) {
      const start = at + prefix.length;
      const number = Number.parseInt(bytes.toString("latin1", start, start + 4), 10);
      if (number > highest) highest = number;
    }
  }
  return highest;
}
