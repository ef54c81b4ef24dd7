import { formatNumber, Table } from "momenta/figures";
import { evaluationsInWords, findRace } from "./claims.js";
import type { SecondOrder } from "./result.js";

/** What an update takes, by the number of parameters. */
export function cost({ costs, options }: SecondOrder): Table {
  const most = options.parameters.at(-1) as number;
  return new Table(
    `One update with M = ${most} parameters (Rosenbrock's function; processor time of the machine that ran this, the least of seven)`,
    [
      { heading: "method" },
      { heading: "milliseconds", decimals: 1 },
      { heading: "log-log slope at the last doubling", decimals: 1 },
      { heading: "numbers kept or built beside θ and g" },
      { heading: "of order" },
    ],
    costs.map(({ method, points, slope }) => [
      method,
      points.at(-1)?.milliseconds,
      slope,
      points.at(-1)?.numbers,
      orders[method],
    ]),
  );
}

const orders: Readonly<Record<string, string>> = {
  SGD: "M",
  "L-BFGS": "m · M",
  "Diagonal Newton": "M²",
  BFGS: "M²",
  Newton: "M³",
};

/** How near steps are to Newton's. */
export function alignments({ diagonal, options }: SecondOrder): Table {
  return new Table(
    `Cosine of the angle to Newton's step on quadrics of ten dimensions, κ = ${options.conditionNumber}: mean and 95 % interval of ${options.points} points`,
    [
      { heading: "step" },
      { heading: "axes along the coordinates" },
      { heading: "axes turned at random" },
      { heading: "along the coordinates, all |wᵢ| equal" },
    ],
    diagonal.alignments.map(({ method, straight, rotated, equal }) => [method, straight, rotated, equal]),
  );
}

/** How many evaluations each method takes on each problem. */
export function races({ problems, options }: SecondOrder): Table {
  return new Table(
    `Evaluations of f and its gradient to the target: mean and 95 % interval of the starts that meet it within ${options.budget}, and how many do`,
    [
      { heading: "method" },
      ...problems.flatMap(({ name, parameters }) => [
        { heading: `${name} (${parameters} parameters)` },
        { heading: "learning rate" },
      ]),
    ],
    (problems[0]?.races ?? []).map(({ method }) => [
      method,
      ...problems.flatMap((problem) => {
        const race = findRace(problem, method);
        return [
          evaluationsInWords(race, problem.starts),
          race.learningRate === null ? "–" : formatNumber(race.learningRate),
        ];
      }),
    ]),
  );
}
