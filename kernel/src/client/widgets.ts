import { splitBuffers } from "./buffers.js";
import type { Comms } from "./comms.js";
import { CommWidget } from "./widget.js";

/** The comm that each widget has. */
const TARGET = "jupyter.widget";
/** The comm over which a client that comes later asks for the widgets that are there. */
const CONTROL = "jupyter.widget.control";
/** The front end that shows the widgets, in whichever version there is. */
const FRONT_END = {
  _model_module: "anywidget",
  _model_name: "AnyModel",
  _model_module_version: "*",
  _view_module: "anywidget",
  _view_name: "AnyView",
  _view_module_version: "*",
  _view_count: null,
};

/** The widgets of one kernel. */
export class Widgets {
  readonly #made = new WeakMap<Comm, { readonly fullState: unknown }>();

  constructor(private readonly comms: Comms) {
    comms.register(CONTROL, (comm) => {
      comm.onMessage = () => this.#tellStates(comm);
    });
  }

  make<State extends Record<string, WidgetValue>>({ esm, css = "", state }: WidgetOptions<State>): Widget<State> {
    const model = { ...FRONT_END, _anywidget_id: "momenta", _esm: esm, _css: css };
    const taken = Object.keys(model).find((name) => state && name in state);
    if (taken) throw new TypeError(`widget: ${taken} is a name of the front end's; choose another one for the state`);
    const widget = new CommWidget({ ...state } as State, model, (data, beside) =>
      this.comms.open(TARGET, data, beside),
    );
    this.#made.set(widget.comm, widget);
    return widget;
  }

  #tellStates(control: Comm): void {
    const { _model_module: model_module, _model_name: model_name, _model_module_version: version } = FRONT_END;
    const states = this.comms.list(TARGET).flatMap((comm) => {
      const state = this.#made.get(comm)?.fullState;
      return state ? [[comm.id, { model_module, model_name, model_module_version: version, state }]] : [];
    });
    const { json, paths, buffers } = splitBuffers(Object.fromEntries(states));
    control.send({ method: "update_states", states: json, buffer_paths: paths }, { buffers });
  }
}
