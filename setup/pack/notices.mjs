/** The licences of what is packed along, text by text. */
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { UserError } from "../errors.mjs";
import { ask } from "../shell.mjs";

const RULE = "=".repeat(80);
const IS_LICENCE = /^(licen[sc]e|copying|copyright|notice|third_party_notices)/i;

/**
 * One text with all licences, each under the name of what it is for.
 *
 * @param {{ packages: readonly string[], tensorflow: string, programs: ReadonlyMap<string, string> }} packed folders of npm
 * packages; the folder of TensorFlow's wheel; programs and libraries of the machine, name to file
 * @throws UserError where one has none
 */
export function notices({ packages, tensorflow, programs }) {
  const apache = readFileSync(path.join(tensorflow, "include", "LICENSE"), "utf8");
  const ofTensorflow = [apache, readFileSync(path.join(tensorflow, "THIRD_PARTY_NOTICES.txt"), "utf8")];
  return [
    "Momenta goes with the software below. Each part is under its own licence.",
    ...[...programs].map(([name, file]) => section(name, licencesOfProgram(file))),
    section("TensorFlow", ofTensorflow),
    ...packages.map((folder) => ofPackage(folder, apache)),
  ].join("\n\n");
}

function section(title, texts) {
  return [RULE, title, RULE, "", ...texts.map((text) => text.trim())].join("\n");
}

/** The licences of an npm package: those in its folder, else the one that it names, in its author's name. */
function ofPackage(folder, apache) {
  const { name, version, license, author } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const found = textsIn(folder);
  const [holder = `the authors of ${name}`] = (author?.name ?? author ?? "").split(/ <| \(/).filter(Boolean);
  const standard = {
    MIT: mit(holder),
    ISC: isc(holder),
    "Apache-2.0": apache,
    "Apache-2.0 AND MIT": `${apache}\n${mit(holder)}`,
  };
  const texts = found.length > 0 ? found : [standard[license]];
  if (texts[0] === undefined) throw new UserError(`no licence text of ${name} (${license}) was found in ${folder}.`);
  return section(`${name} ${version}, ${license ?? "see below"}`, texts);
}

/**
 * The licences of a program or library of this machine: those that the system's package manager has of it, else those
 * beside its `bin` folder, and the texts that they refer to.
 */
function licencesOfProgram(file) {
  const real = realpathSync(file);
  const known = [real, real.replace(/^\/usr/, "")].map((name) => ask("dpkg", ["-S", name])).find(Boolean);
  const folders = [
    ...(known ? [path.join("/usr/share/doc", known.split(":")[0])] : []),
    path.resolve(path.dirname(real), ".."),
  ];
  const ofRpm = (ask("rpm", ["-qLf", real]) ?? "").split("\n").filter((name) => existsSync(name));
  const texts = [...ofRpm.map((name) => readFileSync(name, "utf8")), ...(folders.map(textsIn).find(hasAny) ?? [])];
  if (texts.length === 0)
    throw new UserError(`no licence text of ${file} was found on this machine; it has to go along.`);
  const referred = texts.flatMap((text) => text.match(/\/usr\/share\/common-licenses\/[\w-]+(\.\d)?/g) ?? []);
  return [
    ...texts,
    ...[...new Set(referred)].filter((name) => existsSync(name)).map((name) => readFileSync(name, "utf8")),
  ];
}

function hasAny(texts) {
  return texts.length > 0;
}

function textsIn(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => !entry.isDirectory() && IS_LICENCE.test(entry.name),
  );
  return entries.map(({ name }) => readFileSync(path.join(folder, name), "utf8"));
}

function mit(holder) {
  return `MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`;
}

function isc(holder) {
  return `ISC License

Copyright (c) ${holder}

Permission to use, copy, modify, and/or distribute this software for any
purpose with or without fee is hereby granted, provided that the above
copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH
REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY
AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM
LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR
OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR
PERFORMANCE OF THIS SOFTWARE.`;
}
