import { networksOf } from "../common/map/openChoices.js";
import type { Check, Verdict } from "../study.js";
import { allSeven, signShares, stateOf } from "./report.js";
import { asPublished, countIn, type SavingsMap, type SavingsMapColumn, tableIn } from "./savingsMap.js";

/** A sign that is there in so many percent of the settings does not depend on them; in so few, it is not there. */
const MOST = 95;
const FEW = 5;

export function savingsMapVerdict(map: SavingsMap): Verdict {
  const { columns, settings } = map;
  const shares = signShares(map);
  const places = tableIn("printed", columns);
  const ofTable = places.map((place) => shares[place] as number);
  const named = (share: number) => {
    const column = columns[places[ofTable.indexOf(share)] as number] as SavingsMapColumn;
    const state = column.stateAtSwitch === null ? "" : `, ${stateOf(column)}`;
    return `${Math.round(share)} % (${column.optimizer}${state})`;
  };
  return {
    answer: ofTable.every((share) => share >= MOST)
      ? "agrees"
      : ofTable.every((share) => share <= FEW)
        ? "disagrees"
        : "depends",
    published: "seven signs of savings, of one setting that is not told in full",
    ours:
      `over ${settings.length} settings (criterion, batch, width, units, initial weights, task pair) the published sign comes out ` +
      `in ${named(Math.min(...ofTable))} to ${named(Math.max(...ofTable))} of them; ` +
      `all seven signs in ${allSeven(map, "printed")}, and with the usual Adam and RMSProp in ${allSeven(map, "usual")}`,
  };
}

export function savingsMapChecks(map: SavingsMap): Check[] {
  const { options, columns, settings, picked } = map;
  const { choices } = options;
  const expected = networksOf(choices).length * choices.tasks.length;
  const finite = settings.every((setting) =>
    setting.columns.every(
      ({ savings: { estimate }, ofMeans }) => Number.isFinite(estimate) && Number.isFinite(ofMeans),
    ),
  );
  const dependent = signShares(map).filter((share) => share > FEW && share < MOST).length;
  const [before, after] = [picked.before, picked.after].map((setting) =>
    countIn(picked.form, columns, setting, asPublished),
  ) as [number, number];
  return [
    {
      claim: `${expected} settings, ${columns.length} columns each, every number finite`,
      holds: settings.length === expected && settings.every((one) => one.columns.length === columns.length) && finite,
    },
    {
      claim: `the sign of savings depends on what the notes leave open: in ${dependent} of ${columns.length} columns it is the published one in more than ${FEW} % and less than ${MOST} % of the settings`,
      holds: dependent > columns.length / 2,
    },
    {
      claim: `the setting that agrees best, ${before} signs, was picked: on fresh seeds it has ${after}`,
      holds: after <= before,
    },
  ];
}
