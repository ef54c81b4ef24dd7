import { availableParallelism } from "node:os";

/** The cores to compute on: those that the process may use, or as many as the environment variable MOMENTA_CORES says. */
export const cores = countCores();

function countCores(): number {
  const given = process.env.MOMENTA_CORES;
  if (given === undefined || given === "") return availableParallelism();
  const count = Number(given);
  if (Number.isInteger(count) && count > 0) return count;
  throw new RangeError(`MOMENTA_CORES is ${JSON.stringify(given)}; give a whole number from 1, or leave it out.`);
}
