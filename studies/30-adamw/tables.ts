import { Table } from "momenta/figures";
import type { DecoupledDecay } from "./result.js";

/** How far paths that are called identical go apart. */
export function pathsApart({ identities }: DecoupledDecay): Table {
  return new Table(
    "Largest distance of two paths on x² + 5y², 200 updates, γ = .02, λ = .5",
    [{ heading: "optimizer" }, { heading: "compared" }, { heading: "distance" }],
    identities.map(({ optimizer, forms, distance }) => [optimizer, forms, distance]),
  );
}

/** The proximal problems. */
export function proximalProblems({ proximal }: DecoupledDecay): Table {
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
