/** A slip of a source. */
export interface Erratum {
  /** Where it stands. */
  readonly section: string;
  readonly slip: string;
  /** What the notebooks take instead. */
  readonly taken: string;
}

/** The slips found in the sources, in the order of their sections. */
export const errata: readonly Erratum[] = [
  {
    section: "About the state of the optimizer",
    slip: "The conclusion speaks of resetting the model at each task; the text around it is about the state of the optimizer, and a model that is reset at each task would learn nothing from them.",
    taken: "The state is reset, the weights never.",
  },
  {
    section: "Looking at our model",
    slip: "The second task is [2, 3] here and [3, 4] in both lists of tasks.",
    taken: "[3, 4].",
  },
  {
    section: "Adding 2nd moment",
    slip: "ε stands inside the root, sqrt(s + eps); in RMSProp as it is usually given, and in PyTorch, it is added to the root.",
    taken: "Inside, as printed.",
  },
  {
    section: "Adding 1st moment",
    slip: "In the last line of the formula a closing parenthesis is missing: lr * m / (sqrt(s + eps).",
    taken: "lr · m / √(s + ε).",
  },
  {
    section: "Adding 1st moment",
    slip: "The formula has no bias correction, which the Adam of its authors and of all libraries has, and ε inside the root.",
    taken: "As printed. Where it matters a notebook shows the usual form beside it.",
  },
];
