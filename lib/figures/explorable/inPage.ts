import type { AxisPixels, Exploration, Explored, MarkStyle, PointControl, Setting, SliderControl } from "./types.js";

/** What is used of the page's elements; the types of all of them would be known everywhere in the library. */
export interface Element {
  readonly style: Record<string, string>;
  textContent: string;
  value: string;
  src: string;
  width: number;
  height: number;
  append(...children: (Element | string)[]): void;
  setAttribute(name: string, value: string): void;
  addEventListener(type: string, listener: (event: PointerOrKey) => void): void;
  querySelector(selectors: string): Element;
  readonly parentElement: Element;
  getBoundingClientRect(): { readonly left: number; readonly top: number; readonly width: number };
  setPointerCapture(pointer: number): void;
  focus(options: { readonly preventScroll: boolean }): void;
  getContext(kind: "2d"): Canvas;
  /** For whoever wants to know what is drawn: settings and what follows from them. */
  explored?: { readonly settings: Record<string, unknown>; readonly found: Explored };
}
interface PointerOrKey {
  readonly clientX: number;
  readonly clientY: number;
  readonly pointerId: number;
  readonly key: string;
  readonly shiftKey: boolean;
  preventDefault(): void;
}
interface Canvas {
  strokeStyle: string;
  fillStyle: string;
  lineWidth: number;
  lineJoin: string;
  save(): void;
  restore(): void;
  beginPath(): void;
  clip(): void;
  rect(x: number, y: number, width: number, height: number): void;
  clearRect(x: number, y: number, width: number, height: number): void;
  scale(x: number, y: number): void;
  setLineDash(pixels: readonly number[]): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  arc(x: number, y: number, radius: number, from: number, to: number): void;
  stroke(): void;
  fill(): void;
}
declare const document: { createElement(tag: string): Element };
declare const devicePixelRatio: number;
declare function requestAnimationFrame(draw: () => void): void;

/**
 * Runs in the reader's page, and so refers to nothing outside itself: puts the controls below the picture and draws what
 * moves over it, whenever a control is moved. Every point and every slider is reached by the keyboard, too.
 */
export function explore(
  holder: Element,
  { width, height, background, panels, controls, styles }: Exploration,
  compute: (settings: never) => Explored,
): void {
  const picture = holder.querySelector("img");
  picture.src = background;
  const frame = picture.parentElement;
  const said = holder.querySelector("[role=status]");
  const bar = holder.querySelector("[role=group]");
  const settings: Record<string, Setting<SliderControl> | Setting<PointControl> | string> = {};
  const handles: {
    readonly panel: number;
    readonly place: () => void;
    readonly move: (x: number, y: number) => void;
    readonly distance: (x: number, y: number) => number;
    readonly focus: () => void;
  }[] = [];

  const make = (tag: string, style: Record<string, string>, parent: Element) => {
    const element = document.createElement(tag);
    Object.assign(element.style, style);
    parent.append(element);
    return element;
  };
  const inWords = (value: number) => String(Number(value.toPrecision(3))).replace("-", "−");
  const pixel = ({ offset, length, low, high, logarithmic }: AxisPixels, value: number, upwards: boolean) => {
    const share = ((logarithmic ? Math.log10(value) : value) - low) / (high - low);
    return offset + length * (upwards ? 1 - share : share);
  };
  const valueAt = ({ offset, length, low, high, logarithmic }: AxisPixels, at: number, upwards: boolean) => {
    const share = Math.min(1, Math.max(0, (at - offset) / length));
    const value = low + (high - low) * (upwards ? 1 - share : share);
    return logarithmic ? 10 ** value : value;
  };

  const ratio = devicePixelRatio;
  const canvas = make("canvas", { position: "absolute", inset: "0", width: "100%", touchAction: "none" }, frame);
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  canvas.setAttribute("aria-hidden", "true");
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  pen.lineJoin = "round";

  const drawMark = ({ panel, line, points }: MarkStyle, x: readonly number[], y: readonly number[]) => {
    const axes = panels[panel] as (typeof panels)[number];
    const places = x.map((value, at) => [pixel(axes.x, value, false), pixel(axes.y, y[at] as number, true)] as const);
    pen.save();
    pen.beginPath();
    pen.rect(axes.x.offset, axes.y.offset, axes.x.length, axes.y.length);
    pen.clip();
    if (line !== undefined) {
      pen.beginPath();
      let isDown = false;
      for (const [across, down] of places) {
        const isPlace = Number.isFinite(across) && Number.isFinite(down);
        if (isPlace && isDown) pen.lineTo(across, Math.max(-1e4, Math.min(1e4, down)));
        else if (isPlace) pen.moveTo(across, Math.max(-1e4, Math.min(1e4, down)));
        isDown = isPlace;
      }
      pen.strokeStyle = line.colour;
      pen.lineWidth = line.width;
      pen.setLineDash(line.dash);
      pen.stroke();
    }
    if (points !== undefined) {
      pen.setLineDash([]);
      pen.beginPath();
      for (const [across, down] of places) {
        if (!Number.isFinite(across) || !Number.isFinite(down)) continue;
        pen.moveTo(across + points.size / 2, down);
        pen.arc(across, down, points.size / 2, 0, 7);
      }
      pen.fillStyle = points.colour;
      pen.fill();
      pen.strokeStyle = points.border;
      pen.lineWidth = 2;
      pen.stroke();
    }
    pen.restore();
  };

  let isAsked = false;
  const draw = () => {
    isAsked = false;
    const found = compute(settings as never);
    pen.clearRect(0, 0, width, height);
    for (const [name, style] of Object.entries(styles)) {
      const { x, y } = found.marks[name] ?? { x: [], y: [] };
      drawMark(style, x, y);
    }
    for (const handle of handles) handle.place();
    said.textContent = found.words;
    holder.explored = { settings: { ...settings }, found };
  };
  const redraw = () => {
    if (!isAsked) requestAnimationFrame(draw);
    isAsked = true;
  };

  const labelled = (text: string, tag: string) => {
    const label = make("label", { display: "inline-flex", alignItems: "center", gap: "0.5em" }, bar);
    label.append(text);
    return { label, input: make(tag, tag === "input" ? { width: "16em" } : {}, label) };
  };
  for (const [name, control] of Object.entries(controls)) {
    if (control.as === "slider") {
      const { label, input } = labelled(control.label, "input");
      const shown = make("span", { minWidth: "4em", fontVariantNumeric: "tabular-nums" }, label);
      const scale = (value: number) => (control.logarithmic ? Math.log(value) : value);
      const [from, to] = [scale(control.from), scale(control.to)];
      for (const [attribute, value] of [
        ["type", "range"],
        ["min", "0"],
        ["max", "1000"],
        ["step", "1"],
      ] as const) {
        input.setAttribute(attribute, value);
      }
      input.value = String((1000 * (scale(control.value) - from)) / (to - from));
      const set = (value: number) => {
        settings[name] = value;
        shown.textContent = inWords(value);
        input.setAttribute("aria-valuetext", inWords(value));
        redraw();
      };
      input.addEventListener("input", () => {
        const at = from + ((to - from) * Number(input.value)) / 1000;
        set(control.logarithmic ? Math.exp(at) : at);
      });
      set(control.value);
    } else if (control.as === "choice") {
      const { input } = labelled(control.label, "select");
      for (const option of control.options) make("option", {}, input).textContent = option;
      settings[name] = control.value;
      input.value = control.value;
      input.addEventListener("change", () => {
        settings[name] = input.value;
        redraw();
      });
    } else {
      const { panel = 0, label } = control;
      const axes = panels[panel] as (typeof panels)[number];
      const handle = make(
        "button",
        {
          position: "absolute",
          width: "18px",
          height: "18px",
          padding: "0",
          borderRadius: "50%",
          border: "3px solid #222222",
          background: "white",
          transform: "translate(-50%, -50%)",
          pointerEvents: "none",
        },
        frame,
      );
      handle.setAttribute("type", "button");
      const at = () => {
        const { x, y } = settings[name] as Setting<PointControl>;
        return [pixel(axes.x, x, false), pixel(axes.y, y, true)] as const;
      };
      const move = (across: number, down: number) => {
        settings[name] = { x: valueAt(axes.x, across, false), y: valueAt(axes.y, down, true) };
        redraw();
      };
      settings[name] = { x: control.x, y: control.y };
      handle.addEventListener("keydown", (event) => {
        const [across, down] = (
          { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as Record<
            string,
            [number, number]
          >
        )[event.key] ?? [0, 0];
        if (across === 0 && down === 0) return;
        event.preventDefault();
        const pixels = event.shiftKey ? 20 : 4;
        move(at()[0] + pixels * across, at()[1] + pixels * down);
      });
      handles.push({
        panel,
        move,
        distance: (across, down) => Math.hypot(at()[0] - across, at()[1] - down),
        focus: () => handle.focus({ preventScroll: true }),
        place: () => {
          const { x, y } = settings[name] as Setting<PointControl>;
          handle.style.left = `${(100 * at()[0]) / width}%`;
          handle.style.top = `${(100 * at()[1]) / height}%`;
          handle.setAttribute("aria-label", `${label}: ${inWords(x)}, ${inWords(y)}; moved with the arrow keys`);
        },
      });
    }
  }

  let held: (typeof handles)[number] | undefined;
  const placeOf = ({ clientX, clientY }: PointerOrKey) => {
    const box = canvas.getBoundingClientRect();
    const scale = width / box.width;
    return [(clientX - box.left) * scale, (clientY - box.top) * scale] as const;
  };
  canvas.addEventListener("pointerdown", (event) => {
    const [across, down] = placeOf(event);
    const isInside = ({ offset, length }: AxisPixels, at: number) => at >= offset && at <= offset + length;
    const near = handles
      .filter(({ panel }) => {
        const axes = panels[panel] as (typeof panels)[number];
        return isInside(axes.x, across) && isInside(axes.y, down);
      })
      .sort((a, b) => a.distance(across, down) - b.distance(across, down));
    held = near[0];
    if (held === undefined) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    held.focus();
    held.move(across, down);
  });
  canvas.addEventListener("pointermove", (event) => held?.move(...placeOf(event)));
  canvas.addEventListener("pointerup", () => {
    held = undefined;
  });
  draw();
}
