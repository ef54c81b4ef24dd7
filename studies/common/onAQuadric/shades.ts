/** Colours of components, from the flattest to the steepest: one hue, light to dark. */
export const componentShades = ["#7FB3D8", "#2F7EBC", "#0B3A75"] as const;

/** Symbols of components, in the same order. */
export const componentSymbols = ["circle", "square-open", "diamond-open"] as const;
