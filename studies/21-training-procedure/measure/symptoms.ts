import type { Setting } from "./trainTogether.js";

/** What was chosen before any result was seen: a network that learns, against which each symptom differs in one or two options. */
export const healthy: Setting = {
  learningRate: 0.3,
  weightDecay: 0.01,
  width: 50,
  samples: 500,
  division: "at random",
};

/** Which loss a symptom is about. In a bad division it is how far the test loss is below that of digits in no part. */
export type Sign = "training" | "test" | "unseen over test";

/** Something that goes wrong. */
export interface Symptom {
  readonly name: SymptomName;
  readonly sign: Sign;
  readonly differs: Partial<Setting>;
  /** What the source recommends. */
  readonly remedies: readonly RemedyName[];
}

export const symptomNames = [
  "explodes",
  "slow",
  "overfits: few digits",
  "overfits: wrong labels",
  "underfits: penalty",
  "underfits: two units",
  "other test digits",
  "easy test digits",
] as const;
export type SymptomName = (typeof symptomNames)[number];

export const remedyNames = [
  "lower rate",
  "higher rate",
  "more penalty",
  "less penalty",
  "fewer units",
  "more units",
  "more digits",
  "mend the data",
] as const;
export type RemedyName = (typeof remedyNames)[number];

export const symptoms: readonly Symptom[] = [
  { name: "explodes", sign: "training", differs: { learningRate: 30 }, remedies: ["lower rate"] },
  { name: "slow", sign: "training", differs: { learningRate: 0.003 }, remedies: ["higher rate"] },
  {
    name: "overfits: few digits",
    sign: "test",
    differs: { samples: 100, weightDecay: 0 },
    remedies: ["more penalty", "fewer units"],
  },
  {
    name: "overfits: wrong labels",
    sign: "test",
    differs: { weightDecay: 0, division: "wrong labels" },
    remedies: ["more penalty", "fewer units"],
  },
  { name: "underfits: penalty", sign: "training", differs: { weightDecay: 0.1 }, remedies: ["less penalty"] },
  { name: "underfits: two units", sign: "training", differs: { width: 2 }, remedies: ["more units"] },
  {
    name: "other test digits",
    sign: "test",
    differs: { division: "test digits rotated" },
    remedies: ["mend the data"],
  },
  {
    name: "easy test digits",
    sign: "unseen over test",
    differs: { division: "easy test digits" },
    remedies: ["mend the data"],
  },
];

const ladders = {
  learningRate: [0.003, 0.03, 0.3, 3, 30],
  weightDecay: [0, 0.001, 0.01, 0.03, 0.1, 1],
  width: [2, 5, 10, 20, 50, 200],
} as const;
const MORE = 5;

/** What a remedy can make of a setting; the one with the least validation loss is taken. None where it has nothing to change. */
export function doses(remedy: RemedyName, setting: Setting): Setting[] {
  const rungs = (option: keyof typeof ladders, side: -1 | 1) =>
    ladders[option]
      .filter((value) => Math.sign(value - setting[option]) === side)
      .map((value) => ({ ...setting, [option]: value }));
  switch (remedy) {
    case "lower rate":
      return rungs("learningRate", -1);
    case "higher rate":
      return rungs("learningRate", 1);
    case "more penalty":
      return rungs("weightDecay", 1);
    case "less penalty":
      return rungs("weightDecay", -1);
    case "fewer units":
      return rungs("width", -1);
    case "more units":
      return rungs("width", 1);
    case "more digits":
      return [{ ...setting, samples: MORE * setting.samples }];
    case "mend the data":
      if (setting.division === "test digits rotated") return [{ ...setting, division: "all digits rotated" }];
      return setting.division === "at random" ? [] : [{ ...setting, division: "at random" }];
  }
}
