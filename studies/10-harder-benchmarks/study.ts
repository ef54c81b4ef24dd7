import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { benchmarks } from "./measure/benchmarks.js";
import { check, options, quick } from "./options.js";
import { assemble } from "./result.js";
import * as tables from "./tables.js";

export const harderBenchmarks = study({
  name: "10-harder-benchmarks",
  source: "notes",
  section: "Coming: do the results generalize?",
  question: "Do the notes' results generalize to other benchmarks?",
  options,
  check,
  quick,
  parts: { benchmarks },
  assemble,
  published: "signs of savings, “reset is faster for all but Adadelta” and an order of speed, on split MNIST",
  answer,
  claims,
  tables,
  figures,
});
