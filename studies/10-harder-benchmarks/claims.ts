import { formatNumber } from "momenta/figures";
import { claim, holdsIf, holdsWhere, type Statement, type Verdict } from "../core/index.js";
import { countAgreeing, type HarderBenchmarks, otherBenchmarks, resetFindings, savingsFindings } from "./result.js";

export function answer(result: HarderBenchmarks): string {
  const others = otherBenchmarks(result);
  const [signs, resets] = [others.flatMap(savingsFindings), others.flatMap(resetFindings)];
  return (
    `on ${others.length} other benchmark${others.length === 1 ? "" : "s"} ${countAgreeing(signs)} of ${signs.length} signs of savings, ` +
    `${countAgreeing(resets)} of ${resets.length} claims about resets (${countAgreeing(resets.filter(({ sure }) => sure))} with an interval that excludes 0); ` +
    orderInWords(result)
  );
}

/** A result of the notes holds on a benchmark where our estimate is on the published side, whatever its interval. */
export function claims(result: HarderBenchmarks): Statement[] {
  const findings = result.benchmarks.flatMap((benchmark) =>
    [...savingsFindings(benchmark), ...resetFindings(benchmark)].map((finding) => ({ ...finding, on: benchmark.name })),
  );
  const orders = ordered(result).map(({ orderCorrelation }) => orderCorrelation === 1);
  return [
    ...[...new Set(findings.map(({ words }) => words))].map((words) => {
      const own = findings.filter((finding) => finding.words === words);
      const exceptions = own.filter(({ agrees }) => !agrees).map(({ on }) => on);
      const but = exceptions.length === 0 ? "" : `; not on ${exceptions.join(", ")}`;
      return claim(
        words,
        verdictOver(own.map(({ agrees }) => agrees)),
        `on ${own.length - exceptions.length} of ${own.length}${but}`,
      );
    }),
    claim(
      "the order of speed on other benchmarks, slowest first: SGD + momentum, SGD, Adam, RMSProp, Adadelta",
      verdictOver(orders),
      orderInWords(result),
    ),
  ];
}

/** The verdict on what comes out on some benchmarks and not on others. */
function verdictOver(outcomes: readonly boolean[]): Verdict {
  if (outcomes.length === 0) return "undecided";
  return holdsWhere(!outcomes.includes(false), holdsIf("the benchmark favours it", outcomes.includes(true)));
}

/** The other benchmarks on which there is an order of speed. */
function ordered(result: HarderBenchmarks) {
  return otherBenchmarks(result).filter(({ orderCorrelation }) => !Number.isNaN(orderCorrelation));
}

function orderInWords(result: HarderBenchmarks): string {
  const correlations = ordered(result).map(
    ({ name, orderCorrelation }) => `${formatNumber(orderCorrelation, 1)} (${name})`,
  );
  return `rank correlation with the order of speed ${correlations.join(", ")}`;
}
