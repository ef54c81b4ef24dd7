import { parseArgs } from "node:util";
import { jsonLines, report } from "./report.js";
import { trainingStep } from "./trainingStep.js";

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: "boolean" } } });
  const measurements = await trainingStep();
  process.stdout.write(values.json ? jsonLines(measurements) : report(measurements));
}

main().catch((error: Error) => {
  process.stderr.write(`bench: ${error.message}\n`);
  process.exitCode = 1;
});
