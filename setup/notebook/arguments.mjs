/** What stands on the command line: notebooks, our own flag, and what is papermill's. */
import { UserError } from "../errors.mjs";
import { fromWhereCalled } from "./files.mjs";

/** papermill's options by how many values follow. */
const following = new Map([
  ...["-p", "--parameters", "-r", "--parameters_raw"].map((option) => [option, 2]),
  ...["-y", "--parameters_yaml", "-f", "--parameters_file", "-b", "--parameters_base64"].map((option) => [option, 1]),
]);

/** Those whose value is a file. */
const files = new Set(["-f", "--parameters_file"]);

/** papermill reads Python's words; these notebooks are written in TypeScript. */
const pythonWords = { true: "True", false: "False" };

/**
 * Splits arguments into notebooks (what stands alone), `--in-place`, and papermill's own.
 *
 * @param {readonly string[]} given
 * @returns {{ wanted: string[], inPlace: boolean, parameters: string[], other: boolean, papermillArguments: string[] }}
 * `parameters`: the names of those that are given one by one; `other`: something is asked for that can change a result
 */
export function parseArguments(given) {
  const wanted = [];
  const parameters = [];
  const papermillArguments = [];
  let other = false;
  let inPlace = false;
  for (let index = 0; index < given.length; index++) {
    const argument = given[index];
    const values = given.slice(index + 1, index + 1 + (following.get(argument) ?? 0));
    index += values.length;
    if (files.has(argument) && values[0] !== undefined) values[0] = fromWhereCalled(values[0]);
    if (argument === "--in-place") inPlace = true;
    else if (!argument.startsWith("-")) wanted.push(argument);
    else {
      papermillArguments.push(argument, ...values.map((value) => pythonWords[value] ?? value));
      if (following.get(argument) === 2) parameters.push(values[0] ?? "");
      if (following.has(argument) && values[0] !== "fresh") other = true;
    }
  }
  return { wanted, inPlace, parameters, other, papermillArguments };
}

/** @throws UserError where the notebook's parameters cell does not declare one of the parameters */
export function checkParameterNames(name, notebook, parameters) {
  const cell = notebook.cells.find((candidate) => candidate.metadata.tags?.includes("parameters"));
  if (cell === undefined && parameters.length > 0) {
    throw new UserError(`${name} has no parameters: give the cell that declares them the tag "parameters".`);
  }
  const code = [cell?.source ?? []].flat().join("");
  const declared = [...code.matchAll(/^(?:const|let|var)\s+([\w$]+)/gm)].map(([, parameter]) => parameter);
  for (const parameter of parameters) {
    if (declared.includes(parameter)) continue;
    const [left, right] = parameter.split("=");
    const remedy = right === undefined ? "" : ` Write -p ${left} ${right}.`;
    throw new UserError(`${name} has no parameter "${parameter}"; it has ${declared.join(", ")}.${remedy}`);
  }
}
