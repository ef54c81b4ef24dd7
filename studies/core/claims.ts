import { Table } from "momenta/figures";
import type { Interval } from "momenta/statistics";

/** What came of a claim. */
export type Verdict = "holds" | `holds if ${string}` | "fails" | "undecided";

/** A claim of the source, or a question of ours, with its verdict and the numbers that decide it. */
export interface Statement {
  /** Questions of ours are never counted. */
  readonly kind: "claim" | "question";
  readonly words: string;
  readonly verdict: Verdict;
  readonly numbers: string;
}

/** What the source says, in its words or in fewer. */
export function claim(words: string, verdict: Verdict, numbers: string): Statement {
  return { kind: "claim", words, verdict, numbers };
}

/** What we ask, and the source does not answer. */
export function question(words: string, verdict: Verdict, numbers: string): Statement {
  return { kind: "question", words, verdict, numbers };
}

/** “holds” where the condition is true, otherwise “fails”, or the verdict that is given. */
export function holdsWhere(condition: boolean, otherwise: Verdict = "fails"): Verdict {
  return condition ? "holds" : otherwise;
}

/** “holds if …” where the numbers bear the condition out, otherwise “fails”. */
export function holdsIf(condition: string, isBorneOut: boolean): Verdict {
  return isBorneOut ? `holds if ${condition}` : "fails";
}

/** “holds” where all intervals lie above a border, “fails” where one does not reach beyond it, otherwise “undecided”. */
export function holdsAbove(border: number, ...intervals: readonly Interval[]): Verdict {
  if (intervals.every(({ lower }) => lower > border)) return "holds";
  return intervals.some(({ upper }) => upper <= border) ? "fails" : "undecided";
}

/** The same where all intervals have to lie below the border. */
export function holdsBelow(border: number, ...intervals: readonly Interval[]): Verdict {
  const mirrored = intervals.map(({ estimate, lower, upper }) => ({
    estimate: -estimate,
    lower: -upper,
    upper: -lower,
  }));
  return holdsAbove(-border, ...mirrored);
}

/** How many claims of the source there are, and how many of them hold as they stand. */
export function countClaims(statements: readonly Statement[]): { readonly holding: number; readonly of: number } {
  const claims = statements.filter(({ kind }) => kind === "claim");
  return { holding: claims.filter(({ verdict }) => verdict === "holds").length, of: claims.length };
}

/** Whether the source's claims come out: all, none, or some of them or under a condition. */
export function agreement(statements: readonly Statement[]): "agrees" | "disagrees" | "depends" {
  const verdicts = statements.filter(({ kind }) => kind === "claim").map(({ verdict }) => verdict);
  if (verdicts.length > 0 && verdicts.every((verdict) => verdict === "holds")) return "agrees";
  return verdicts.length > 0 && verdicts.every((verdict) => verdict === "fails") ? "disagrees" : "depends";
}

/** The claims of the source, then our questions, each with its verdict and its numbers. */
export function claimsTable(title: string, statements: readonly Statement[]): Table {
  const row = ({ words, verdict, numbers }: Statement) => [words, verdict, numbers];
  const [claims, questions] = (["claim", "question"] as const).map((kind) =>
    statements.filter((statement) => statement.kind === kind),
  );
  return new Table(
    title,
    [{ heading: "claim" }, { heading: "verdict" }, { heading: "here" }],
    [...(claims ?? []).map(row), ...(questions ?? []).map((one) => row({ ...one, words: `(${one.words})` }))],
  );
}
