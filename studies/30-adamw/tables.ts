import { Table } from "momenta/figures";
import { claims } from "./claims.js";
import type { DecoupledDecay } from "./decoupledDecay.js";

/** What the source says beside what came out here. */
export function adamwTable(result: DecoupledDecay): Table {
  return new Table(
    "The source's claims, and ours",
    [{ heading: "the source" }, { heading: "ours" }, { heading: "holds" }],
    Object.values(claims(result)).map(({ published, ours, holds }) => [published, ours, holds ? "yes" : "no"]),
  );
}

/** How far paths that are called identical go apart. */
export function adamwIdentityTable({ identities }: DecoupledDecay): Table {
  return new Table(
    "Largest distance of two paths on x² + 5y², 200 updates, γ = .02, λ = .5",
    [{ heading: "optimizer" }, { heading: "compared" }, { heading: "distance" }],
    identities.map(({ optimizer, forms, distance }) => [optimizer, forms, distance]),
  );
}

/** The proximal problems. */
export function adamwProximalTable({ proximal }: DecoupledDecay): Table {
  return new Table(
    "Distance of the minimizer from AdamW's step, as a share of the decay γλ‖θ_t‖, by the term for the penalty",
    [
      { heading: "γλ" },
      { heading: "−γλθ_t, as printed" },
      { heading: "λ θ_tᵀ D⁻¹ θ" },
      { heading: "½ λ θᵀ D⁻¹ θ" },
      { heading: "½ λ ‖θ‖²" },
    ],
    proximal.map(({ decay, distance: { printed, linear, scaled, plain } }) => [decay, printed, linear, scaled, plain]),
  );
}
