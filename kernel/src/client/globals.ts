import { type Cells, toBundle } from "../output/index.js";
import type { Comms } from "./comms.js";
import type { Input } from "./input.js";
import { Widgets } from "./widgets.js";

/** Makes what types/client declares. */
export function installClient(cells: Cells, input: Input, comms: Comms): void {
  const widgets = new Widgets(comms);
  const globals: Pick<typeof globalThis, "clearOutput" | "page" | "input" | "widget"> & { comms: CommTargets } = {
    clearOutput: (wait = false) => cells.show("clear_output", { wait }),
    page: (value) =>
      cells.making(async (cell) => {
        cell?.payload.push({ source: "page", data: await toBundle(value), start: 0 });
      }),
    input: (prompt, options) => input.ask(prompt, options),
    comms: {
      register: (target, onOpen) => comms.register(target, onOpen),
      open: (target, data, beside) => comms.open(target, data, beside),
    },
    widget: (options) => widgets.make(options),
  };
  Object.assign(globalThis, globals);
}
