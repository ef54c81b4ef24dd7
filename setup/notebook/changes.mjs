/** What running a notebook again changed: its verdict, its claims, its figures. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/**
 * What a notebook has exported to a folder, by file name: figures as SVG, the result as JSON.
 *
 * @param {string} name of the notebook; its files start with the same number
 * @returns {Map<string, string>}
 */
export function exportedFiles(name, folder) {
  const [number] = name.split("-");
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const own = files.filter((file) => file.startsWith(`${number}-`) && /\.(svg|json)$/.test(file));
  return new Map(own.sort().map((file) => [file, readFileSync(path.join(folder, file), "utf8")]));
}

/**
 * What is different, a few words each; empty where nothing is.
 *
 * @param {string} name of the notebook
 * @param {Map<string, string>} before what `exportedFiles` found before
 * @param {Map<string, string>} after and afterwards
 */
export function changesOf(name, before, after) {
  const [was, is] = [before, after].map((files) => answerOf(name, files.get(`${name}.json`)));
  const figures = [...after.keys()].filter((file) => file.endsWith(".svg"));
  return [
    ...(was === null ? ["new"] : differences(was, is)),
    ...figures
      .filter((file) => before.has(file) && before.get(file) !== after.get(file))
      .map((file) => `figure ${file}`),
    ...figures.filter((file) => was !== null && !before.has(file)).map((file) => `new figure ${file}`),
  ];
}

function differences(was, is) {
  const before = new Map(was.claims.map(({ words, verdict }) => [words, verdict]));
  return [
    ...(was.agreement === is.agreement ? [] : [`verdict “${was.agreement}” → “${is.agreement}”`]),
    ...is.claims
      .filter(({ words, verdict }) => before.get(words) !== verdict)
      .map(
        ({ words, verdict, numbers }) => `${verdict}, before ${before.get(words) ?? "not there"}: ${words}: ${numbers}`,
      ),
    ...(was.agreement === is.agreement && was.answer !== is.answer
      ? [`numbers: ${is.answer} (before: ${was.answer})`]
      : []),
  ];
}

/** Verdict, answer and claims of a result, null where there is none. */
function answerOf(name, text) {
  const require = createRequire(import.meta.url);
  const { readJson } = require("momenta/configuration");
  const { studies } = require("momenta-studies");
  const study = studies.find((candidate) => candidate.name === name);
  if (text === undefined || study === undefined) return null;
  const result = readJson(text);
  return { agreement: study.agreement(result), answer: study.answer(result), claims: study.claims(result) };
}
