/**
 * What does an update of one replica cost among others: on all cores, of which each takes one replica at a time, and on one? On
 * a GPU, which takes all of them at once?
 *
 * The training step in Momenta, 1 to 100 replicas.
 */
import { type Figure, plot } from "momenta";
import { oneCallUsesAll } from "momenta/engine";
import type { Measurement, Result, Work } from "../work.js";
import { momentaContender, onOneCore } from "./momenta.js";
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
    COMPANIES.flatMap(({ replicas, updates }) => {
      const contender = { amount: replicas * updates };
      const all = { ...momentaContender(perceptron, replicas, updates), ...contender, name: onAll(replicas) };
      if (oneCallUsesAll) return [all];
      const one = momentaContender(perceptron, replicas, updates, onOneCore);
      return [all, { ...one, ...contender, name: onOne(replicas) }];
    }),
  targets: COMPANIES.slice(1).map(({ replicas }) => ({
    contender: onAll(replicas),
    against: onAll(1),
    atLeast: replicas >= 10 ? 1 / 0.65 : 1,
  })),
};

/** The medians, with the least and the most; undefined where they were not measured. */
export function replicaCostFigure(results: readonly Result[]): Figure | undefined {
  const traces = [
    { name: "one core", nameOf: onOne },
    { name: oneCallUsesAll ? "all at once" : "all cores", nameOf: onAll },
  ].map(({ name, nameOf }) => {
    const rows = COMPANIES.flatMap(({ replicas }) => {
      const row = results.find(({ work, contender }) => work === replicaCost.name && contender === nameOf(replicas));
      return row === undefined || "absent" in row ? [] : [{ replicas, ...(row as Measurement) }];
    });
    const y = rows.map(({ median }) => median);
    const error = {
      array: rows.map(({ maximum, median }) => maximum - median),
      arrayminus: rows.map(({ minimum, median }) => median - minimum),
    };
    return {
      name,
      mode: "lines+markers",
      x: rows.map(({ replicas }) => replicas),
      y,
      error_y: { symmetric: false, ...error },
    };
  });
  const measured = traces.filter(({ y }) => y.length > 0);
  if (measured.length === 0) return undefined;
  return plot(measured, {
    title: "An update of one replica among others: median, least and most",
    xaxis: { title: "replicas", type: "log", tickvals: COMPANIES.map(({ replicas }) => replicas) },
    yaxis: { title: "ms an update of one", rangemode: "tozero" },
  });
}

function onAll(replicas: number): string {
  return `momenta, ${replicas} at once`;
}

function onOne(replicas: number): string {
  return `momenta, ${replicas} on one core`;
}
