import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { clotted } from "./measure/clotted.js";
import { minibatches } from "./measure/minibatches.js";
import { orders } from "./measure/orders.js";
import { schedules } from "./measure/schedules.js";
import { wells } from "./measure/wells.js";
import { options, quick } from "./options.js";
import type { BatchAndIncremental } from "./result.js";
import { learnersTable } from "./tables.js";

export const batchAndIncremental = study({
  name: "23-batch-and-incremental",
  source: "optimization-2",
  section: "The training formulation; Incremental Update; SGD convergence",
  question: "Does learning from one instance at a time converge?",
  options,
  quick,
  parts: { schedules, orders, clotted, minibatches, wells },
  assemble: (options, parts): BatchAndIncremental => ({ options, ...parts }),
  published: "with a rate that shrinks as 1/k it does, with a constant one it chases the latest input for ever",
  answer,
  claims,
  tables: { learners: learnersTable },
  figures,
});
