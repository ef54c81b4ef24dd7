/** The store on the command line. */
import { command } from "./command.js";

try {
  process.stdout.write(command(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`momenta: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
