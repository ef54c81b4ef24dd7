import { isObject } from "./kinds.js";

/** How an error shows what was given. */
export function inWords(value: unknown): string {
  if (typeof value === "function") return value.name === "" ? "a function" : `the function ${value.name}`;
  if (typeof value === "string") return shortened(JSON.stringify(value));
  if (Array.isArray(value)) return shortened(`[${value.map(inWords).join(", ")}]`);
  if (value instanceof Promise) return "a promise, not awaited";
  if (!isObject(value)) return typeof value === "bigint" ? `${value}n` : String(value);
  if (isTensor(value)) return value.isDisposed ? "a disposed tensor" : `a tensor of shape [${value.shape}]`;
  return shortened(`{ ${Object.entries(value).map(entryInWords).join(", ")} }`);
}

function entryInWords([name, value]: [string, unknown]): string {
  return `${name}: ${isObject(value) ? "{ … }" : inWords(value)}`;
}

function isTensor(value: object): value is { isDisposed: boolean; shape: readonly number[] } {
  return "isDisposed" in value && "shape" in value;
}

function shortened(words: string): string {
  return words.length <= 80 ? words : `${words.slice(0, 79)}…`;
}

/** What PyTorch and Keras call an option. */
const elsewhere: Readonly<Record<string, string>> = {
  lr: "learningRate",
  learning_rate: "learningRate",
  eps: "epsilon",
  betas: "beta1",
  weight_decay: "weightDecay",
  random_state: "seeds",
};

/** Where what other libraries have as an option is here. */
const hints: Readonly<Record<string, string>> = {
  lr: "an optimizer has it, as adam({ learningRate: 0.001 })",
  learningRate: "an optimizer has it, as adam({ learningRate: 0.001 })",
  epochs: "the criterion fixedUpdates(500) says how long a task is trained",
  metrics: "evaluate(model, run, task) gives accuracy and more, checkpoints while it is trained",
  data: "give the data set as stream",
  dataset: "give the data set as stream",
  weightDecay: "adamw has it, and l2(optimizer, strength) gives it to any other",
  weight_decay: "adamw has it, and l2(optimizer, strength) gives it to any other",
  nesterov: "nesterov({ learningRate, momentum }) is an optimizer of its own",
  amsgrad: "amsgrad({ learningRate }) is an optimizer of its own",
};

/** What to do instead of giving an option of another library. */
export function hintFor(name: string): string | undefined {
  return hints[name];
}

/** The name that was meant: another library's, or one two letters off at most, capitals aside; undefined where there is none. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const meant = elsewhere[name];
  if (meant !== undefined && names.includes(meant)) return meant;
  const found = names
    .map((other) => ({ other, edits: edits(name.toLowerCase(), other.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits)[0];
  return found !== undefined && found.edits <= Math.min(2, name.length / 3) ? found.other : undefined;
}

/** Levenshtein's distance: how many letters are put in, left out or exchanged. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const exchanged = (row[j] as number) + Number(letter !== b[j]);
      next.push(Math.min(exchanged, (row[j + 1] as number) + 1, (next[j] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
