/** A section of the notes, and where it is reproduced. */
export interface Section {
  /** 1: of the notes; 2, 3: within the one before. */
  readonly level: 1 | 2 | 3;
  readonly heading: string;
  /** What stands there, in a few words of ours. */
  readonly about: string;
  /** The numbers of its notebooks. */
  readonly notebooks: readonly string[];
}

/** Notes about optimization in sequential learning, September 24, 2025: all sections in their order. */
export const sections: readonly Section[] = [
  {
    level: 1,
    heading: "Last week results",
    about:
      "task A → B → A; the table of savings in seven columns; the soft conclusion that savings measure the optimizer too",
    notebooks: ["01"],
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
    notebooks: ["02"],
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
];
