/** An entry of the legend that has no values of its own, drawn as `style` says in plotly's terms. */
export function legendKey(name: string, style: object) {
  return { type: "scatter", name, legendgroup: name, x: [null], y: [null], ...style };
}
