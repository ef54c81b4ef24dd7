import { beale, type Landscape, longValley, simpleSaddle } from "momenta/landscapes";

/** A landscape as it is shown. */
export interface Scene {
  readonly landscape: Landscape;
  /** A value at which the steep part of the way down is behind: 7 % of the start's, 5 %, 1 %. */
  readonly level: number;
  /** What the picture shows of it: the part in which something happens. */
  readonly window: { readonly x: readonly [number, number]; readonly y: readonly [number, number] };
}

/** The three landscapes of the source, in its order. */
export const scenes = {
  beale: { landscape: beale, level: 1, window: { x: [0, 4], y: [-1.5, 1.5] } },
  longValley: { landscape: longValley, level: 0.25, window: { x: [-0.75, 1.25], y: [-0.25, 2.25] } },
  saddle: { landscape: simpleSaddle, level: 0.01, window: { x: [-0.5, 1.25], y: [-0.25, 1.5] } },
} as const satisfies Record<string, Scene>;

/** Which of them. */
export type SceneName = keyof typeof scenes;
