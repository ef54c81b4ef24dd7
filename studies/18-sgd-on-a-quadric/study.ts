import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { iterates } from "./measure/iterates.js";
import { kappas } from "./measure/kappas.js";
import { polynomial } from "./measure/polynomial.js";
import { options, quick } from "./options.js";
import { rates } from "./tables.js";

export const sgdOnAQuadric = study({
  name: "18-sgd-on-a-quadric",
  source: "why-learning-fails",
  section: "SGD on quadric",
  question: "Do the closed forms of gradient descent on a quadric hold in actual runs?",
  options,
  quick,
  parts: { kappas, iterates, polynomial },
  published:
    "wᵢᵏ = (1 − αλᵢ)ᵏ wᵢ⁰, stable for 0 < αλ < 2, best learning rate 2 / (λ₁ + λₙ), its rate (κ − 1) / (κ + 1)",
  answer,
  claims,
  tables: { rates },
  figures,
});
