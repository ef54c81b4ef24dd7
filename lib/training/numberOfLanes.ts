import { callsAtOnce, oneCallUsesAll } from "../engine/index.js";

/** The most runs that one compiled program moves on at a time, where it has the whole machine. */
const TOGETHER = 8;
/**
 * The same where each core has a program of its own. More are no faster, since their state leaves the core's cache; and a run
 * among others is rounded otherwise than one alone, so that its result would depend on how many runs there are.
 */
const ON_A_CORE = 1;

/** How many runs each compiled program moves on, and how many programs run side by side. */
export function numberOfLanes(runs: number): { programs: number; lanes: number } {
  const most = oneCallUsesAll ? TOGETHER : ON_A_CORE;
  const programs = Math.min(callsAtOnce, runs);
  return { programs, lanes: Math.min(most, Math.ceil(runs / programs)) };
}
