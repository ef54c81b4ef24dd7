/** The figures of all studies on the command line. */
import { drawFigures } from "./draw.js";

drawFigures(process.argv.slice(2)).then(
  (done) => process.stdout.write(`${done}\n`),
  (error: Error) => {
    if (!(error instanceof RangeError)) throw error;
    process.stderr.write(`momenta: ${error.message}\n`);
    process.exitCode = 1;
  },
);
