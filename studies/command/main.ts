#!/usr/bin/env node
/** The command `momenta`. */
import { command } from "./command.js";

command(process.argv.slice(2)).then(
  (text) => process.stdout.write(text),
  (error: Error) => {
    process.stderr.write(`momenta: ${error.message}\n`);
    process.exitCode = 1;
  },
);
