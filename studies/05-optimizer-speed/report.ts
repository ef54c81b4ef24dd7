import { estimates, type Figure, formatInterval, formatNumber, formatPValue, lines, Table } from "momenta/figures";
import { type Interval, meanInterval, pairedTTest } from "momenta/statistics";
import type { Check, Verdict } from "../study.js";
import type { OptimizerSpeed, RateSpeed } from "./optimizerSpeed.js";
import { type Order, orderOf } from "./order.js";

const ofRate = ({ updates }: RateSpeed): Interval => meanInterval(updates);
const digits = (classes: readonly number[] | undefined) => `[${classes?.join(", ")}]`;

/** The order with the published rates, for each second task. */
function publishedOrders({ options, methods }: OptimizerSpeed): Order[] {
  return options.secondTasks.map((_, task) =>
    orderOf(methods.map(({ published }) => (published[task] as RateSpeed).updates)),
  );
}

/** The order with each method's best rate. */
function bestOrder({ methods }: OptimizerSpeed): Order {
  return orderOf(methods.map(({ best }) => best.updates));
}

/** Published beside ours: the place of each method and its updates, with the published rate and with its best one. */
export function speedTable(result: OptimizerSpeed): Table {
  const { options, methods, biasCorrectedAdam } = result;
  const [order] = publishedOrders(result) as [Order];
  const atBest = bestOrder(result);
  return new Table(
    `Updates on the second task, mean and 95 % interval of ${options.seeds} runs; place 1 is the slowest`,
    [
      { heading: "optimizer" },
      { heading: "published place" },
      { heading: "lr" },
      { heading: "our place" },
      ...options.secondTasks.map((second) => ({ heading: `updates on ${digits(second)}`, decimals: 1 })),
      { heading: "best lr" },
      { heading: "place with it" },
      { heading: "updates with it, fresh seeds", decimals: 1 },
      { heading: "runs given up" },
    ],
    [
      ...methods.map(({ optimizer, published, best }, at) => [
        optimizer,
        at + 1,
        published[0]?.learningRate,
        order.places[at],
        ...published.map(ofRate),
        shortRate(best.learningRate),
        atBest.places[at],
        ofRate(best),
        [...published, best].reduce((sum, { givenUp }) => sum + givenUp, 0),
      ]),
      [
        "Adam, bias-corrected",
        undefined,
        biasCorrectedAdam[0]?.learningRate,
        undefined,
        ...biasCorrectedAdam.map(ofRate),
        undefined,
        undefined,
        undefined,
        biasCorrectedAdam.reduce((sum, { givenUp }) => sum + givenUp, 0),
      ],
    ],
  );
}

/** Each method against the one that is published to be the next faster one. */
export function speedDifferences(result: OptimizerSpeed): Table {
  const orders = [...publishedOrders(result), bestOrder(result)];
  const { methods, options } = result;
  return new Table(
    "How many more updates the method published as slower takes, paired by seed; p adjusted by Holm's method",
    [
      { heading: "slower − faster" },
      ...[...options.secondTasks.map(digits), "best rates"].flatMap((name) => [
        { heading: name, decimals: 1 },
        { heading: `p, ${name}` },
      ]),
    ],
    methods.slice(1).map((faster, at) => [
      `${methods[at]?.optimizer} − ${faster.optimizer}`,
      ...orders.flatMap(({ neighbours }) => {
        const { difference, pValue } = neighbours[at] as Order["neighbours"][number];
        return [difference, formatPValue(pValue)];
      }),
    ]),
  );
}

function shortRate(rate: number): number {
  return Number(rate.toPrecision(3));
}

/** The methods in the published order, with the published rates and with their best ones. */
export function speedFigure(result: OptimizerSpeed): Figure {
  const { options, methods } = result;
  const [order] = publishedOrders(result) as [Order];
  return estimates(
    methods.map(({ optimizer, published, best }, at) => ({
      optimizer,
      label: `${at + 1}  ${optimizer}`,
      values: [...published, best].map((rate) => ({ ours: ofRate(rate) })),
      note: `published ${ordinal(at + 1)}<br>ours ${ordinal(order.places[at] as number)} on ${digits(options.secondTasks[0])}`,
    })),
    {
      title: "Updates on the second task, published order, slowest first",
      value: `updates, mean and 95 % interval of ${options.seeds} runs`,
      variants: [
        ...options.secondTasks.map((second) => `second task ${digits(second)}`),
        `best rate, ${digits(options.secondTasks[0])}`,
      ],
      logarithmic: true,
      decimals: 1,
    },
  );
}

function ordinal(place: number): string {
  return ["slowest", "2nd", "3rd", "4th", "fastest"][place - 1] ?? `${place}th`;
}

/** Updates over the learning rate, the published rates framed. */
export function ratesFigure({ options, methods }: OptimizerSpeed): Figure {
  return lines(
    methods.map(({ optimizer, published, search }) => ({
      optimizer,
      dashed: false,
      points: search.map((rate) => ({ x: shortRate(rate.learningRate), y: ofRate(rate) })),
      ...(published[0] === undefined ? {} : { marked: published[0].learningRate }),
    })),
    {
      title: `Updates on ${digits(options.secondTasks[0])} over the learning rate`,
      x: "learning rate",
      y: `updates, given up at ${options.maxUpdatesOfSearch}`,
      logarithmic: { x: true, y: true },
      marked: "published rate",
      dots: true,
      decimals: 1,
    },
  );
}

/** Whether the order is the published one. */
export function speedVerdict(result: OptimizerSpeed): Verdict {
  const { options, methods } = result;
  const orders = publishedOrders(result);
  const [first] = orders as [Order];
  const atBest = bestOrder(result);
  const agrees = orders.every(({ exactly }) => exactly > 0.95);
  const disagrees = [...orders, atBest].every(({ correlation }) => correlation.lower <= 0);
  const found = (order: Order) =>
    order.places
      .map((place, at) => ({ place, optimizer: methods[at]?.optimizer }))
      .sort((a, b) => a.place - b.place)
      .map(({ optimizer }) => optimizer)
      .join(", ");
  return {
    answer: agrees ? "agrees" : disagrees ? "disagrees" : "depends",
    published: "slowest first: SGD + momentum, SGD, Adam, RMSProp, Adadelta",
    ours:
      `slowest first on ${digits(options.secondTasks[0])}: ${found(first)}; Kendall's τ with the published order ` +
      `${orders.map(({ correlation }, task) => `${formatInterval(correlation)} on ${digits(options.secondTasks[task])}`).join(", ")}, ` +
      `${formatInterval(atBest.correlation)} with each method's best rate (${found(atBest)})`,
  };
}

/** The claims about the order, and about methods that use the first moment. */
export function speedChecks(result: OptimizerSpeed): Check[] {
  const { options, methods } = result;
  const orders = [
    ...publishedOrders(result).map((order, task) => ({ order, where: `on ${digits(options.secondTasks[task])}` })),
    { order: bestOrder(result), where: "with the best rates" },
  ];
  const percent = (share: number) => `${formatNumber(100 * share, 0)} %`;
  const places = methods.map(({ optimizer }) => optimizer);
  const columns = [
    ...options.secondTasks.map((second, task) => ({
      of: (at: number) => methods[at]?.published[task]?.updates ?? [],
      where: `on ${digits(second)}`,
    })),
    { of: (at: number) => methods[at]?.best.updates ?? [], where: "with the best rates" },
  ];
  const slower = (one: string, other: string) =>
    columns.map(({ of, where }): Check => {
      const { difference, pValue } = pairedTTest(of(places.indexOf(one)), of(places.indexOf(other)));
      return {
        claim: `${one}, which uses the first moment, takes more updates than ${other} ${where}: ${formatInterval(difference, 1)}, p ${formatPValue(pValue)} before any adjustment`,
        holds: difference.lower > 0,
      };
    });
  return [
    ...orders.map(({ order: { correlation, exactly }, where }) => ({
      claim: `the order ${where} goes with the published one, τ above 0 over the seeds: ${formatInterval(correlation)}, exactly it in ${percent(exactly)} of bootstrap samples`,
      holds: correlation.lower > 0,
    })),
    ...slower("SGD + momentum", "SGD"),
    ...slower("Adam", "RMSProp"),
  ];
}
