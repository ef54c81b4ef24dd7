import { Table } from "momenta";
import type { Measurement } from "./contender.js";

/** What Momenta has to be, op by op in tfjs-node being 1. */
const TARGETS = [
  { replicas: 1, ratio: 12 },
  { replicas: 25, ratio: 10 },
];

/** One JSON line a measurement. */
export function jsonLines(measurements: readonly Measurement[]): string {
  return measurements.map((measurement) => `${JSON.stringify(measurement)}\n`).join("");
}

/** The table, and whether the targets were met. */
export function report(measurements: readonly Measurement[]): string {
  const table = new Table(
    "One update of every replica, medians of five",
    [
      { heading: "work" },
      { heading: "engine" },
      { heading: "replicas" },
      { heading: "ms per update", decimals: 2 },
      { heading: "× Momenta's time", decimals: 1 },
      { heading: "ms to compile" },
    ],
    measurements.map((measurement) => {
      const { name, engine, replicas, msPerUpdate, compileMs } = measurement;
      return [name, engine, replicas, msPerUpdate, timesMomenta(measurement, measurements), compileMs];
    }),
  );
  return `${table}\n\n${TARGETS.map((target) => verdict(target, measurements)).join("\n")}\n`;
}

function timesMomenta({ name, replicas, msPerUpdate }: Measurement, all: readonly Measurement[]): number {
  const ours = all.find((other) => other.engine === "momenta" && other.name === name && other.replicas === replicas);
  return ours === undefined ? Number.NaN : msPerUpdate / ours.msPerUpdate;
}

function verdict({ replicas, ratio }: (typeof TARGETS)[number], measurements: readonly Measurement[]): string {
  const opByOp = measurements.find((other) => other.engine === "tfjs-node" && other.replicas === replicas);
  const reached = opByOp === undefined ? Number.NaN : timesMomenta(opByOp, measurements);
  const runs = replicas === 1 ? "1 replica" : `${replicas} replicas`;
  return `Target at ${runs}: ≥ ${ratio} × tfjs-node, ${reached >= ratio ? "met" : "missed"} (${reached.toFixed(1)} ×)`;
}
