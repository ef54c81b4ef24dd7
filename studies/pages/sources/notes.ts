import type { Source } from "./source.js";

/** Where this collection began: its figures and numbers stand beside ours in the README. */
export const notes: Source = {
  title: "Notes about optimization in sequential learning",
  by: "September 24, 2025",
  sections: [
    {
      level: 1,
      heading: "Last week results",
      about:
        "task A → B → A; the table of savings in seven columns; the soft conclusion that savings measure the optimizer too",
      notebooks: ["01", "01b"],
    },
    {
      level: 2,
      heading: "the papers cited there",
      about: "Ashley & Sutton 2021 (and Mirzadeh et al. 2020) advise against Adam where tasks follow one another",
      notebooks: ["12"],
    },
    {
      level: 1,
      heading: "About the state of the optimizer",
      about: "five tasks of two digits, then all ten digits: state reset at each task or carried over",
      notebooks: ["02", "02b"],
    },
    {
      level: 1,
      heading: "Why the state is not helping?",
      about: "what momentum was hoped to do, and what it does",
      notebooks: ["03"],
    },
    {
      level: 2,
      heading: "Intuition",
      about: "weight space, the solutions of two tasks, their joint solution",
      notebooks: ["03"],
    },
    {
      level: 2,
      heading: "What really happens",
      about: "the velocity has died out when the second task starts",
      notebooks: ["03"],
    },
    {
      level: 1,
      heading: "Looking at our model",
      about: "the size of the updates of each layer over the second task",
      notebooks: ["04"],
    },
    { level: 2, heading: "Optimization without state: SGD", about: "updates start large and decay", notebooks: ["04"] },
    {
      level: 2,
      heading: "SGD with momentum (not reset between tasks)",
      about: "updates start small, rise to a maximum, decay",
      notebooks: ["04"],
    },
    {
      level: 2,
      heading: "Behavior of the first and second moments (with resets)",
      about: "speed on the second task: the order of all optimizers",
      notebooks: ["05"],
    },
    { level: 3, heading: "Starting with SGD", about: "the curve of SGD once more", notebooks: ["04"] },
    {
      level: 3,
      heading: "Adding 2nd moment",
      about: "RMSProp: updates of each layer, the zoom on the beginning, the second moment",
      notebooks: ["06"],
    },
    {
      level: 3,
      heading: "Adding 1st moment",
      about: "Adam: updates of each layer, the first moment, SGD and Adam side by side",
      notebooks: ["07"],
    },
    {
      level: 1,
      heading: "Does training on more tasks makes us closer to the joint solution?",
      about: "updates to the joint solution after 0 to 5 tasks",
      notebooks: ["08"],
    },
    { level: 1, heading: "Coming", about: "what the notes want to look at next", notebooks: ["09", "10", "11"] },
    {
      level: 2,
      heading: "Do the results from the last month generalize?",
      about: "harder benchmarks, Split CIFAR-100",
      notebooks: ["10"],
    },
    {
      level: 2,
      heading: "Investigate Adadelta",
      about: "why it does so well, and whether on other data too",
      notebooks: ["09"],
    },
    {
      level: 2,
      heading: "New ideas from the PhD school",
      about: "the loss landscape and the decision boundary of the model, drawn",
      notebooks: ["11"],
    },
  ],
  errata: [
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
  ],
};
