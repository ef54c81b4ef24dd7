import { parseArgs } from "node:util";
import { type FigureFormat, figureFormats } from "momenta/figures";

/** What `npm run figures` is asked for. */
export interface DrawingOptions {
  readonly formats: readonly FigureFormat[];
  readonly theme: "light" | "dark";
  /** In CSS pixels; as they were designed where left out. */
  readonly width: number | undefined;
  readonly out: string | undefined;
  /** Whether figures that move are written as GIF, too. */
  readonly animate: boolean;
  /** Numbers or names of studies; all where there are none. */
  readonly wanted: readonly string[];
}

/** Figures can be read at half their size, so that they can be half as wide as they are. */
const narrowest = 480;
const widest = 3840;

/** @throws RangeError in one line where an option is wrong, naming it */
export function parseDrawingOptions(args: readonly string[]): DrawingOptions {
  const { values, positionals } = parsed(args);
  const wanted = values.format.split(",").map((format) => oneOf("--format", format, figureFormats));
  const width = values.width === undefined ? undefined : Number(values.width);
  if (width !== undefined && !(Number.isInteger(width) && narrowest <= width && width <= widest)) {
    throw new RangeError(`--width is ${values.width}; give a whole number of pixels from ${narrowest} to ${widest}.`);
  }
  return {
    formats: [...new Set(wanted)],
    theme: oneOf("--theme", values.theme, ["light", "dark"]),
    width,
    out: values.out,
    animate: values.animate,
    wanted: positionals,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: "string", default: "png,svg" },
        theme: { type: "string", default: "light" },
        width: { type: "string" },
        out: { type: "string" },
        animate: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    const [sentence] = (error as Error).message.split(/\. |\n/);
    throw new RangeError(`${sentence}; there are --format, --theme, --width, --out and --animate.`);
  }
}

function oneOf<Name extends string>(option: string, given: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === given);
  if (found === undefined) throw new RangeError(`${option} is "${given}"; give ${names.join(" or ")}.`);
  return found;
}
