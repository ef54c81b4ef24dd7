/**
 * Looks for races and for memory used after its end in the native addon: npm run sanitize [-- --minutes 10] [--tool thread]
 *
 * The addon is built with AddressSanitizer and with ThreadSanitizer, each into a folder of its own, and sanitize/drive.mjs runs
 * on it again and again for as many minutes with each. TensorFlow and Node are as they always are: what the tools report of
 * those alone is counted and not shown. Linux and GCC.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { compileAddon } from "./addon.mjs";
import { UserError } from "./errors.mjs";
import { root } from "./paths.mjs";
import { findCompiler } from "./requirements.mjs";
import { isOfAddon, reportsIn } from "./sanitize/reports.mjs";
import { ask, main } from "./shell.mjs";

const ADDON = "momenta_tensorflow.so";
const SECONDS_OF_A_RUN = 60;
const endings = ["exit", "throw", "leave"];

const tools = {
  address: { library: "libasan.so", options: "ASAN_OPTIONS", settings: "detect_leaks=0" },
  thread: {
    library: "libtsan.so",
    options: "TSAN_OPTIONS",
    settings: "exitcode=0:history_size=4:report_signal_unsafe=0",
  },
};

await main(() => {
  const { values } = parseArgs({
    options: { minutes: { type: "string", default: "10" }, tool: { type: "string", multiple: true } },
  });
  const chosen = values.tool ?? Object.keys(tools);
  const unknown = chosen.find((tool) => !(tool in tools));
  if (unknown !== undefined) throw new UserError(`--tool ${unknown}: there are ${Object.keys(tools).join(" and ")}.`);
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) throw new UserError(`--minutes ${values.minutes}: give a number above 0.`);
  const found = chosen.map((tool) => watch(tool, minutes));
  return found.some((reports) => reports > 0) ? 1 : 0;
});

/** Runs the addon under a tool. @returns how many faults it found: reports of the addon, and runs that ended wrong */
function watch(tool, minutes) {
  const folder = path.join(root, ".build", "sanitize", tool);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const compiler = findCompiler();
  process.stderr.write(`sanitize: building the addon with -fsanitize=${tool}\n`);
  compileAddon(compiler, folder, ["-O1", "-g", "-fno-omit-frame-pointer", `-fsanitize=${tool}`]);
  const environment = environmentOf(tool, compiler, folder);
  const end = Date.now() + 60_000 * minutes;
  const total = { runs: 0, wrong: 0 };
  while (Date.now() < end) {
    const seconds = Math.min(SECONDS_OF_A_RUN, (end - Date.now()) / 1000);
    const counts = runOnce(tool, environment, total.runs, seconds);
    if (counts === null) total.wrong += 1;
    for (const [name, count] of Object.entries(counts ?? {})) total[name] = (total[name] ?? 0) + count;
    total.runs += 1;
  }
  const logs = readdirSync(folder).filter((name) => name.startsWith("report."));
  const reports = logs.flatMap((name) => reportsIn(readFileSync(path.join(folder, name), "utf8")));
  const ours = reports.filter((report) => isOfAddon(report, ADDON));
  for (const report of ours.slice(0, 10)) process.stdout.write(`${withNames(report, path.join(folder, ADDON))}\n\n`);
  const others = reports.length - ours.length;
  process.stdout.write(
    `${tool}: ${JSON.stringify(total)}; ${ours.length} reports of the addon, ${others} of TensorFlow and Node alone\n`,
  );
  return ours.length + total.wrong;
}

function environmentOf(tool, compiler, folder) {
  const { library, options, settings } = tools[tool];
  const file = ask(compiler, [`-print-file-name=${library}`]);
  if (file === null || !path.isAbsolute(file)) throw new UserError(`${compiler} has no ${library}.`);
  return {
    ...process.env,
    LD_PRELOAD: file,
    [options]: `${settings}:log_path=${path.join(folder, "report")}`,
    MOMENTA_SANITIZED: path.join(folder, "tfjs_binding.node"),
    // More threads than cores: more orders of what happens.
    MOMENTA_CORES: "4",
  };
}

/** @returns what the run has done, null where it ended otherwise than it should */
function runOnce(tool, env, seed, seconds) {
  const scripts = ["redirect.cjs", "drive.mjs"].map((name) => path.join(root, "setup", "sanitize", name));
  const ending = endings[seed % endings.length];
  const command = [process.execPath, "--require", ...scripts, seed, seconds, ending].map(String);
  // ThreadSanitizer has fixed places for its memory, which random addresses may take.
  const fixed = tool === "thread" && ask("setarch", ["-R", "true"]) !== null ? ["setarch", "-R"] : [];
  const [program, ...args] = [...fixed, ...command];
  const { status, signal, stdout, stderr } = spawnSync(program, args, { env, encoding: "utf8", timeout: 600_000 });
  process.stderr.write(`sanitize: ${tool} ${seed} ${ending} ${stdout.trim()}\n`);
  if (status === 3) return JSON.parse(stdout);
  process.stdout.write(`${tool} ${seed} ${ending}: it ended with ${signal ?? status}\n${stderr}\n`);
  return null;
}

/** The report with the function and line of each frame of the addon. */
function withNames(report, library) {
  return report.replace(/\(\S*momenta_tensorflow\.so\+(0x[0-9a-f]+)\)/g, (frame, address) => {
    const place = ask("addr2line", ["-Cfpe", library, address]);
    return place === null ? frame : `${frame} ${place.replace(`${root}/`, "")}`;
  });
}
