/**
 * How long does a whole study take: the savings table of the notes, 7 columns of 25 runs that learn a task, another one,
 * and the first one again, each to a held-out accuracy that is measured before every update?
 *
 * Momenta decides how many updates each run takes. PyTorch trains run after run, as its users run seeds; JAX trains the
 * 25 runs of a column at once, each frozen when its task is done until the last one's is.
 */
import { savings } from "momenta-studies";
import type { Work } from "../work.js";
import { Study } from "./sequences.js";

export const savingsTable: Work = {
  name: "savings table",
  unit: "table",
  contenders() {
    const [a, b] = savings.defaults.tasks;
    const study = new Study([a, b, a], async () => (await savings.run({}, { store: null })).columns);
    return [
      study,
      study.peer({ name: "pytorch", needs: "torch", script: "taskSequences/sequences_torch.py", compiles: false }),
      study.peer({ name: "jax", needs: "optax", script: "taskSequences/sequences_jax.py", compiles: true }),
    ];
  },
  targets: [
    { contender: "momenta", against: "pytorch", atLeast: 3 },
    { contender: "momenta", against: "pytorch", atLeast: 2, compiling: true },
    { contender: "momenta", against: "jax", atLeast: 4.5 },
  ],
};
