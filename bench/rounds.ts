import { type Contender, type Participant, PeerError, type Result, type Work } from "./work.js";

const ROUNDS = 5;
/** Work of which five rounds take longer has fewer, and its rows say so. */
const BUDGET_MS = 120_000;

/**
 * Measures those who do a piece of work in turn, each alone on the machine: a first call each, then five rounds of one
 * call each, so that what disturbs the machine for a while disturbs all of them. Medians over the rounds.
 *
 * @param budget the milliseconds after which no further round begins, the second one excepted
 */
export async function measure({ name, unit, contenders }: Work, budget = BUDGET_MS): Promise<Result[]> {
  const participants = [...(await contenders())];
  try {
    const first = await firstRound(participants);
    const present = participants.filter(isContender);
    const later = await laterRounds(present, first, budget);
    return participants.map((participant): Result => {
      const about = { work: name, contender: participant.name };
      if (!isContender(participant)) return { ...about, absent: participant.absent };
      const place = present.indexOf(participant);
      const times = later.map((round) => round[place] as number);
      return { ...about, unit, ...summary(participant, first[place] as number, times) };
    });
  } finally {
    for (const participant of participants) if (isContender(participant)) participant.close();
  }
}

/** The milliseconds that some work on the host takes. */
export async function milliseconds(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The times of those who can do the work; who turns out not to is replaced by its absence. */
async function firstRound(participants: Participant[]): Promise<number[]> {
  const times: number[] = [];
  for (const [index, participant] of participants.entries()) {
    if (!isContender(participant)) continue;
    try {
      times.push(await participant.call());
    } catch (error) {
      if (!(error instanceof PeerError)) throw error;
      participant.close();
      participants[index] = { name: participant.name, absent: error.message };
    }
  }
  return times;
}

async function laterRounds(contenders: readonly Contender[], first: number[], budget: number): Promise<number[][]> {
  const rounds: number[][] = [];
  let spent = sum(first);
  do {
    const times: number[] = [];
    for (const contender of contenders) times.push(await contender.call());
    rounds.push(times);
    spent += sum(times);
  } while (rounds.length < ROUNDS && spent < budget);
  return rounds;
}

function summary({ amount, compiles }: Contender, first: number, times: readonly number[]) {
  const sorted = [...times].sort((a, b) => a - b);
  const median = middle(sorted);
  const perUnit = {
    median: rounded(median / amount),
    minimum: rounded((sorted[0] as number) / amount),
    maximum: rounded((sorted.at(-1) as number) / amount),
    rounds: times.length,
  };
  return compiles ? { ...perUnit, compiling: Math.max(0, Math.round(first - median)) } : perUnit;
}

function middle(sorted: readonly number[]): number {
  const half = sorted.length >> 1;
  const upper = sorted[half] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] as number) + upper) / 2;
}

function isContender(participant: Participant): participant is Contender {
  return !("absent" in participant);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
