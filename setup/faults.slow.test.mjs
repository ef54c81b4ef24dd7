/** What a machine may lack or refuse: set-up says it in one line, with what to do, and ends with status 1. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after } from "node:test";
import { inOneLine, reasonOf } from "./errors.mjs";
import { python, root } from "./paths.mjs";
import { isRunning, nameFrom } from "./process.mjs";
import { ask } from "./shell.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "momenta-faults-"));
after(() => rmSync(folder, { recursive: true }));
chmodSync(folder, 0o755);

/** As much of a checkout as set-up reads before it installs something. */
function checkout(name) {
  const place = path.join(folder, name);
  mkdirSync(path.join(place, "kernel"), { recursive: true });
  for (const file of ["setup", "kernel/install.mjs", "package.json", "package-lock.json", ".npmrc"])
    cpSync(path.join(root, file), path.join(place, file), { recursive: true });
  return place;
}

/** A PATH with a shell and these programs: a name, or a name and where it leads. */
function programs(name, ...wanted) {
  const place = path.join(folder, name);
  mkdirSync(place);
  for (const program of ["sh", "cat", "ps", ...wanted]) {
    const [called, file = ask("sh", ["-c", `command -v ${called}`])] = [program].flat();
    if (file) symlinkSync(file, path.join(place, called));
  }
  return place;
}

function setUp(place, environment, prefix = []) {
  const [command, ...args] = [...prefix, process.execPath, path.join(place, "setup", "setup.mjs")];
  return spawnSync(command, args, { encoding: "utf8", env: { ...process.env, ...environment } });
}

function assertOneLine({ status, stdout, stderr }, message) {
  assert.deepEqual([status, stdout], [1, ""], stderr);
  // A step that was begun says so before.
  const [line, ...others] = stderr.replace(/^momenta: [\w ]+ … failed\n/, "").split("\n");
  assert.deepEqual(others, [""], stderr);
  assert.match(line, message);
}

const plain = checkout("plain");
const somePython = ["python3", python];

test("no Python, one that does not start, no compiler, no npm", () => {
  const dead = path.join(folder, "dead");
  writeFileSync(dead, "no program\u0000");
  chmodSync(dead, 0o755);
  const without = (PATH, message, environment) =>
    assertOneLine(setUp(plain, { PATH, CXX: "", ...environment }), message);
  const noPython = /^momenta: no Python between 3\.10 and 3\.13 that starts .* apt-get install python3 python3-venv; /;
  without(programs("none"), noPython);
  without(programs("dead python", ["python3", dead]), noPython);
  const noCompiler = /^momenta: no C\+\+ compiler that starts .*MOMENTA_NATIVE=0.* apt-get install g\+\+; /;
  without(programs("no compiler", somePython), noCompiler);
  without(programs("dead compiler", somePython, ["g++", dead]), noCompiler);
  without(programs("other compiler", somePython, "g++"), /was found as ccache g\+\+ /, { CXX: "ccache g++" });
  const noNpm = /^momenta: npm was not found, or cannot be started\. .* apt-get install nodejs npm; /;
  without(programs("no npm", somePython), noNpm, { MOMENTA_NATIVE: "0" });
  without(programs("dead npm", somePython, ["npm", dead]), noNpm, { MOMENTA_NATIVE: "0" });
});

test("a program that is killed", () => {
  const npm = path.join(folder, "dying-npm");
  writeFileSync(npm, '#!/bin/sh\n[ "$1" != ci ] || kill -9 $$\n');
  chmodSync(npm, 0o755);
  const PATH = programs("with dying npm", somePython, ["npm", npm]);
  const message = /^momenta: npm ci failed: it was killed by SIGKILL \(out of memory\?\) /;
  assertOneLine(setUp(plain, { PATH, MOMENTA_NATIVE: "0" }), message);
});

test("an environment whose Python does not start", () => {
  const lab = spawnSync(process.execPath, [path.join(plain, "setup", "lab.mjs")], { encoding: "utf8" });
  assertOneLine(
    lab,
    /^momenta: .*\.venv\/bin\/python cannot be started \(ENOENT\): remove the folder \.venv, and npm run setup /,
  );
});

test("killed, it leaves npm running and its lock: the next one takes over at once, ends npm and sweeps", async () => {
  const place = checkout("killed");
  const build = path.join(place, ".build");
  const npm = path.join(folder, "slow-npm");
  // Begins to install, and then takes for ever.
  const install = `echo half >"$TMPDIR/unpacked"; exec cat '${npm}.fifo'`;
  writeFileSync(npm, `#!/bin/sh\n[ "$1" != ci ] || { ${install}; }\n`);
  chmodSync(npm, 0o755);
  spawnSync("mkfifo", [`${npm}.fifo`]);
  const PATH = programs("with npm", somePython, ["npm", npm]);
  const env = { ...process.env, PATH, MOMENTA_NATIVE: "0" };
  const first = spawn(process.execPath, [path.join(place, "setup", "setup.mjs")], { env, stdio: "ignore" });
  const note = path.join(build, "child");
  while (!existsSync(path.join(build, "tmp", "unpacked"))) await new Promise(setImmediate);
  first.kill("SIGKILL");
  await new Promise((resolve) => first.on("exit", resolve));
  const orphan = nameFrom(readFileSync(note, "utf8"));
  assert.ok(isRunning(orphan));
  assert.ok(existsSync(path.join(build, "lock")));

  const next = setUp(place, { PATH: programs("without npm", somePython), MOMENTA_NATIVE: "0" });
  assertOneLine(next, /^momenta: npm was not found/);
  assert.ok(!isRunning(orphan));
  assert.deepEqual(readdirSync(build), []);
});

test("npm's registry out of reach", () => {
  const environment = {
    MOMENTA_NATIVE: "0",
    npm_config_registry: "http://127.0.0.1:9",
    npm_config_fetch_retries: "0",
    npm_config_cache: path.join(folder, "cache"),
  };
  assertOneLine(setUp(plain, environment), /^momenta: npm ci failed: the package registry is out of reach: check /);
});

test("pip and uv: a registry out of reach, a package with another hash, no space", () => {
  const pip =
    "WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after connection broken by " +
    "'NewConnectionError(\"HTTPConnection(host='127.0.0.1', port=9): Failed to establish a new connection: [Errno 111] Connection refused\")': /x/\n" +
    "ERROR: Could not find a version that satisfies the requirement x (from versions: none)\nERROR: No matching distribution found for x\n";
  const outOfReach = /^the package registry is out of reach: .*PIP_INDEX_URL for pip, UV_DEFAULT_INDEX for uv/;
  assert.match(reasonOf(pip), outOfReach);
  const uv =
    "error: Failed to fetch: `http://127.0.0.1:9/anyio/`\n  Caused by: error sending request for url (http://127.0.0.1:9/anyio/)\n";
  assert.match(reasonOf(uv), outOfReach);
  const retried = "WARNING: Retrying after connection broken by 'ReadTimeoutError': Read timed out.\n";
  const altered = "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated";
  assert.match(reasonOf(retried + altered), /^a downloaded package is not the one that the lock file names/);
  assert.match(reasonOf("npm error code EINTEGRITY"), /^a downloaded package is not the one/);
  assert.match(reasonOf(`${retried}ERROR: [Errno 28] No space left on device`), /^the disk is full: free some space/);
  assert.equal(reasonOf("a\nerror: something else went wrong here\nb"), "error: something else went wrong here");
});

test("a colon in the path", () => {
  assertOneLine(setUp(checkout("a:b")), /^momenta: .*a:b has a colon in its path, .*: move it to another place\.$/);
});

const asRoot = { skip: (process.getuid() !== 0 || ask("setpriv", ["--version"]) === null) && "cannot be another user" };
const mounts = ask("unshare", ["-m", "true"]) !== null;
const withMounts = { skip: !mounts && "cannot mount" };
/** Runs what follows in a place where `mount` has done something first. */
const mounted = (command) => ["unshare", "-m", "sh", "-c", `${command} && exec "$@"`, "sh"];

test("another user's checkout, as a whole and in part", asRoot, () => {
  const nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
  const message =
    /^momenta: cannot write .*: it belongs to another user: work in a clone of your own, or make it yours /;
  const place = checkout("another's");
  assertOneLine(setUp(place, { HOME: folder }, nobody), message);
  chmodSync(place, 0o777);
  mkdirSync(path.join(place, ".build"));
  assertOneLine(setUp(place, { HOME: folder }, nobody), message);
});

test("a read-only checkout, a full disk", withMounts, () => {
  const readOnly = mounted(`mount --bind '${plain}' '${plain}' && mount -o remount,ro,bind '${plain}'`);
  assertOneLine(setUp(plain, {}, readOnly), /^momenta: cannot write .*: it is read-only: work in a clone of it, /);
  const build = path.join(checkout("full"), ".build");
  mkdirSync(build);
  const full = mounted(
    `mount -t tmpfs -o size=4k tmpfs '${build}' && { cat /dev/zero >'${build}/filled' 2>&- || true; }`,
  );
  const message =
    /^momenta: cannot write .*: the disk is full: free some space \(3 GB for a whole set-up\) and run it again\.$/;
  assertOneLine(setUp(path.dirname(build), {}, full), message);
});

test("an error of ours keeps its stack", () => {
  const ours = new TypeError("x is not a function");
  assert.throws(() => inOneLine(ours), ours);
});
