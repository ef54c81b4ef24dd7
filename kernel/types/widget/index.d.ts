/** Widgets: what a cell and the page that shows it know together, and both can change. */

/** What the state of a widget can hold: JSON, and bytes, which the page has as a `DataView`. */
type WidgetValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | readonly WidgetValue[]
  | { readonly [name: string]: WidgetValue };

/** How a widget looks, and what it starts with. */
interface WidgetOptions<State> {
  /** The source of an anywidget module, `export default { render({ model, el }) { … } }`, or its address. */
  esm: string;
  /** A style sheet for it. */
  css?: string;
  state?: State;
}

/** A widget; shown wherever it is a cell's value, or displayed. All its views are one widget. */
interface Widget<State> {
  get<Name extends keyof State>(name: Name): State[Name];
  /** Changes the state, here and wherever the widget is shown. */
  set(changes: Partial<State>): void;
  /** Calls `listener` with the new value whenever it changes, here or in the page. What it prints belongs to this cell. */
  on<Name extends keyof State & string>(event: `change:${Name}`, listener: (value: State[Name]) => void): void;
  /** Calls `listener` with each message that the page sends with `model.send`. */
  on(event: "msg:custom", listener: (content: unknown, buffers: readonly Uint8Array[]) => void): void;
  /** Sends a message to the page, which gets it by `model.on("msg:custom", …)`. */
  send(content: unknown, buffers?: readonly Uint8Array[]): void;
  /** Takes the widget away wherever it is shown. */
  close(): void;
}

/**
 * Makes a widget, shown by the front end of [anywidget](https://anywidget.dev).
 *
 * @example
 * const rate = widget({
 *   esm: `export default { render({ model, el }) {
 *     el.innerHTML = "<input type=range>";
 *     const input = el.firstChild;
 *     input.value = model.get("value");
 *     input.oninput = () => { model.set("value", input.valueAsNumber); model.save_changes(); };
 *   } }`,
 *   state: { value: 50 },
 * });
 */
declare function widget<State extends Record<string, WidgetValue>>(options: WidgetOptions<State>): Widget<State>;
