import { Table } from "momenta/figures";
import type { AdamProperties } from "./adamProperties.js";
import { claims } from "./claims.js";

/** What the source says beside what came out here. */
export function adamPropertiesTable(result: AdamProperties): Table {
  return new Table(
    `The source's claims, and ours: ${result.options.sequences} sequences of ${result.options.updates} gradients, β = (.9, .999)`,
    [{ heading: "the source" }, { heading: "ours" }, { heading: "holds" }],
    Object.values(claims(result)).map(({ published, ours, holds }) => [published, ours, holds ? "yes" : "no"]),
  );
}
