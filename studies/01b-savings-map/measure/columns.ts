import type { StateAtSwitch } from "momenta/training";
import { type Form, type PublishedSavings, publishedSavings, usualForms } from "../../common/index.js";

/** A column of the notes' table, in one of two forms of the optimizer. */
export interface MapColumn {
  readonly optimizer: string;
  readonly form: Form;
  readonly stateAtSwitch: StateAtSwitch | null;
  readonly published: number;
}

/** The seven columns of the notes, then those of Adam and RMSProp in their usual form. */
export const compared: readonly (PublishedSavings & { readonly form: Form })[] = [
  ...publishedSavings.map((published) => ({ ...published, form: "printed" as const })),
  ...Object.values(usualForms).flatMap((method) =>
    publishedSavings
      .filter((published) => published.method.optimizer.name === method.optimizer.name)
      .map((published) => ({ ...published, method, form: "usual" as const })),
  ),
];

/** The columns of the map. */
export const columns: readonly MapColumn[] = compared.flatMap(({ method, form, columns }) =>
  columns.map(({ stateAtSwitch, savings }) => ({
    optimizer: method.optimizer.name,
    form,
    stateAtSwitch: method.hasState ? stateAtSwitch : null,
    published: savings,
  })),
);
