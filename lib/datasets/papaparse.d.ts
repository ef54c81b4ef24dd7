/** The reader of CSV that comes without types, as far as it is used here. */
declare module "papaparse" {
  /** What is wrong with a row, from 0. */
  interface Fault {
    readonly type: "Quotes" | "Delimiter" | "FieldMismatch";
    readonly message: string;
    readonly row?: number;
  }
  /** @param text without `delimiter`, the one that divides it most evenly is found */
  export function parse(
    text: string,
    options: { readonly skipEmptyLines: "greedy" },
  ): { readonly data: readonly (readonly string[])[]; readonly errors: readonly Fault[] };
}
