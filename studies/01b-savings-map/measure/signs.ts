import type { Interval } from "momenta/statistics";
import type { Form, OpenSetting } from "../../common/index.js";
import { columns, type MapColumn } from "./columns.js";

/** What came of a column in a setting, to four digits. */
export interface ColumnSavings {
  /** The mean of the runs' savings, with its 95 % interval. */
  readonly savings: Interval;
  /** 1 − (mean updates to relearn) / (mean updates to learn). */
  readonly ofMeans: number;
}

/** A setting and what came of each of the map's columns in it. */
export interface SettingSavings {
  readonly setting: OpenSetting;
  readonly columns: readonly ColumnSavings[];
  /** Runs of all columns in which a task was given up. */
  readonly givenUp: number;
}

/** Something that savings of a column have or have not. */
export type SignTest = (savings: ColumnSavings, column: Pick<MapColumn, "published">) => boolean;

/** Whether the savings of a column have the sign that the notes report. */
export const asPublished: SignTest = ({ savings }, { published }) => savings.estimate * published > 0;

/** Whether they have the published sign in the whole of their interval. */
export const surelyAsPublished: SignTest = ({ savings: { lower, upper } }, { published }) =>
  lower * published > 0 && upper * published > 0;

/** Whether they have the other sign in the whole of their interval. */
export const surelyOpposite: SignTest = ({ savings: { lower, upper } }, { published }) =>
  lower * published < 0 && upper * published < 0;

/** The places of the seven columns of the notes among those of the map, Adam and RMSProp in one form. */
export function tableIn(form: Form): number[] {
  const inForm = columns.filter((column) => column.form === form).map(({ optimizer }) => optimizer);
  return columns.flatMap((column, place) =>
    column.form === form || !inForm.includes(column.optimizer) ? [place] : [],
  );
}

/** How many of the seven columns in a form pass a test in a setting. */
export function countIn(form: Form, setting: SettingSavings, test: SignTest): number {
  return tableIn(form).filter((place) => test(setting.columns[place] as ColumnSavings, columns[place] as MapColumn))
    .length;
}
