import type { Share, ShareGroup } from "momenta/figures";
import type { Factor, OpenSetting } from "./openChoices.js";

/** The columns of a map's figure: all settings, then the levels of each factor. */
export function groupsOf(factors: readonly Factor[]): ShareGroup[] {
  return [
    { name: "", levels: ["all"] },
    ...factors.map(({ name, levels }) => ({ name, levels: levels.map(({ label }) => label) })),
  ];
}

/** In how many settings something holds: in all, then for each level of each factor. */
export function sharesByFactor<Entry extends { readonly setting: OpenSetting }>(
  entries: readonly Entry[],
  factors: readonly Factor[],
  holds: (entry: Entry) => boolean,
): Share[] {
  const share = (of: readonly Entry[]) => ({ count: of.filter(holds).length, of: of.length });
  const levels = factors.flatMap(({ levels: ofFactor }) => ofFactor);
  return [share(entries), ...levels.map((level) => share(entries.filter(({ setting }) => level.has(setting))))];
}

/** The factor whose levels lie furthest apart in share, with the levels of the smallest and of the largest share; “nothing” where none do. */
export function strongestFactor(shares: readonly Share[], factors: readonly Factor[]): string {
  let place = 1;
  const spreads = factors.map(({ name, levels }) => {
    const ofLevels = levels.map(({ label }) => {
      const { count, of } = shares[place++] as Share;
      return { label, percent: Math.round((100 * count) / of) };
    });
    ofLevels.sort((a, b) => a.percent - b.percent);
    const [low, high] = [ofLevels[0], ofLevels.at(-1)] as [(typeof ofLevels)[0], (typeof ofLevels)[0]];
    return {
      words: `${name}: ${low.label} ${low.percent} %, ${high.label} ${high.percent} %`,
      by: high.percent - low.percent,
    };
  });
  return spreads.reduce((most, spread) => (spread.by > most.by ? spread : most), { words: "nothing", by: 0 }).words;
}
