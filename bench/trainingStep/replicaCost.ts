/**
 * What does an update of one replica cost among others, of which each core takes one at a time, and what alone?
 *
 * The training step in Momenta, 1 to 100 replicas.
 */
import type { Work } from "../work.js";
import { momentaContender } from "./momenta.js";
import { perceptron } from "./network.js";

/** With the updates of one call: a few tenths of a second of work. */
const COMPANIES = [
  { replicas: 1, updates: 400 },
  { replicas: 2, updates: 200 },
  { replicas: 5, updates: 100 },
  { replicas: 10, updates: 60 },
  { replicas: 25, updates: 30 },
  { replicas: 50, updates: 15 },
  { replicas: 100, updates: 8 },
];

export const replicaCost: Work = {
  name: "replica cost",
  unit: "update of one",
  contenders: () =>
    COMPANIES.map(({ replicas, updates }) => ({
      ...momentaContender(perceptron, replicas, updates),
      name: company(replicas),
      amount: replicas * updates,
    })),
  targets: COMPANIES.slice(1).map(({ replicas }) => ({
    contender: company(replicas),
    against: company(1),
    atLeast: replicas >= 10 ? 1 / 0.65 : 1,
  })),
};

function company(replicas: number): string {
  return `momenta, ${replicas} at once`;
}
