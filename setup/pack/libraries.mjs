/** The shared libraries that go along, and what is asked of the machine's own. */
import { readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { UserError } from "../errors.mjs";
import { ask } from "../shell.mjs";

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

/** For each prefix the highest N for which a file asks for symbols of version `prefix`N: "GLIBC_2.", "GLIBCXX_3.4.". */
export function highestVersions(files, prefixes) {
  const highest = prefixes.map(() => 0);
  for (const file of files) {
    const bytes = readFileSync(file);
    prefixes.forEach((prefix, index) => {
      for (let at = bytes.indexOf(prefix); at >= 0; at = bytes.indexOf(prefix, at + 1)) {
        const number = Number.parseInt(bytes.toString("latin1", at + prefix.length, at + prefix.length + 4), 10);
        if (number > highest[index]) highest[index] = number;
      }
    });
  }
  return highest;
}
