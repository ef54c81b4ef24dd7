import { momentumOnAQuadricStudy } from "./19-momentum-on-a-quadric/index.js";
import { secondOrderStudy } from "./20-second-order/index.js";
import { doubleDescentStudy } from "./22-double-descent/index.js";
import { adamwStudy } from "./30-adamw/index.js";
import * as all from "./all.js";
import { legacy } from "./legacy.js";
import type { Study } from "./study.js";

/** All studies, in the order of their notebooks. */
export const studies: readonly Study[] = (
  [
    momentumOnAQuadricStudy,
    secondOrderStudy,
    doubleDescentStudy,
    adamwStudy,
    ...Object.values(all).map(legacy),
  ] as readonly unknown[] as readonly Study[]
)
  .slice()
  .sort((a, b) => (a.name < b.name ? -1 : 1));
