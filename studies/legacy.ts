import type { Study } from "./core/index.js";
import type { Study as LegacyStudy } from "./study.js";

/** A study in the form that pages and tests still expect, until all studies have the new one. */
export function legacy({ figures, ...study }: Study): LegacyStudy {
  return {
    ...study,
    run: (options, execution) => study.run(options, execution),
    figures: (result) =>
      Object.values(figures).map((draw) => ({ name: draw.file, caption: draw.caption, figure: draw(result) })),
    verdict: (result) => ({
      answer: study.agreement(result),
      published: study.published,
      ours: study.answer(result),
    }),
    checks: (result) =>
      study
        .claims(result)
        .map(({ words, verdict, numbers }) => ({ claim: `${words}: ${numbers}`, holds: verdict === "holds" })),
  };
}
