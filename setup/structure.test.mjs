/**
 * How the sources hang together. Folders meet through their `index.ts`, and what one of them imports of another is
 * written down here. Circles between files are Biome's: `noImportCycles` in biome.json, types included.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { root } from "./paths.mjs";

/**
 * For each package the packages of this repository that it may import, and for each of its folders the other folders
 * (`*` stands for all that are not named). Files beside the folders may import all of them, and tests whatever is in
 * their package. A folder is entered by its `index.ts`, or by the file that `entrances` names.
 */
const structure = {
  lib: {
    packages: [],
    folders: {
      arguments: [],
      configuration: [],
      progress: [],
      processes: [],
      frames: [],
      engine: ["processes"],
      statistics: [],
      figures: ["arguments", "frames", "statistics"],
      optimizers: ["arguments", "configuration", "engine"],
      models: ["arguments", "configuration", "engine"],
      datasets: ["arguments", "engine", "processes", "progress"],
      landscapes: ["arguments", "engine", "optimizers"],
      store: ["configuration", "engine", "frames", "processes"],
      training: [
        "arguments",
        "configuration",
        "progress",
        "frames",
        "engine",
        "optimizers",
        "models",
        "datasets",
        "store",
      ],
    },
  },
  studies: {
    packages: ["momenta"],
    folders: {
      core: [],
      common: ["core"],
      command: ["core"],
      pages: ["core"],
      drawing: ["core", "pages"],
      "*": ["core", "common"],
    },
    entrances: { core: "index.ts", common: "index.ts", pages: "index.ts", "*": "study.ts" },
  },
  "kernel/src": {
    packages: [],
    folders: {
      protocol: [],
      history: [],
      language: ["protocol"],
      parameters: ["language"],
      output: ["language", "protocol"],
      client: ["output", "protocol"],
      handlers: ["history", "language", "output", "protocol"],
      sockets: ["protocol"],
    },
  },
  bench: { packages: ["momenta", "momenta-studies"], folders: { "*": [] } },
};

/** Imports that are right all the same, each with its reason. */
const exceptions = {
  "lib/statistics/bootstrap.ts imports lib/engine/random.ts":
    "Statistics and figures load in a moment: random numbers need no TensorFlow, which the engine's index loads.",
};

test("folders meet through their index, and only in the ways that are written down", () => {
  const found = wrongImports(readSources(Object.keys(structure)), structure);
  const unexcused = found.filter((one) => !(one.import in exceptions));
  assert.deepEqual(
    unexcused.map((one) => `${one.import}: ${one.reason}`),
    [],
  );
  const unused = Object.keys(exceptions).filter((exception) => !found.some((one) => one.import === exception));
  assert.deepEqual(unused, [], "exceptions that nothing needs any more");
});

test("a deep import, an import against the arrows and one of a strange package are found", () => {
  const made = {
    house: { packages: ["momenta"], folders: { cellar: [], "*": ["cellar"] } },
  };
  const sources = {
    "house/index.ts": 'export { roof } from "./roof/index.js";\nimport type { beam } from "./roof/beam.js";\n',
    "house/roof/index.ts": 'export * from "./beam.js";\nimport { tf } from "momenta";\n',
    "house/roof/beam.ts":
      'import {\n  wine,\n} from "../cellar/index.js";\nconst late = import("../cellar/wine.js");\n',
    "house/roof/beam.test.ts": 'import { wine } from "../cellar/wine.js";\nimport "momenta-kernel/launch";\n',
    "house/cellar/wine.ts":
      'import type { Beam } from "../roof/index.js";\nimport { run } from "../../setup/shell.mjs";\n',
  };
  assert.deepEqual(
    wrongImports(sources, made).map((one) => one.import),
    [
      "house/index.ts imports house/roof/beam.ts",
      "house/roof/beam.ts imports house/cellar/wine.ts",
      "house/roof/beam.test.ts imports momenta-kernel/launch",
      "house/cellar/wine.ts imports house/roof/index.ts",
      "house/cellar/wine.ts imports setup/shell.mjs",
    ],
  );
});

test("Biome finds a circle of types alone", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "momenta-circle-"));
  try {
    for (const file of ["biome.json", ".gitignore"]) copyFileSync(path.join(root, file), path.join(folder, file));
    writeFileSync(path.join(folder, "egg.ts"), 'import type { Hen } from "./hen.js";\n\nexport type Egg = Hen[];\n');
    const biome = path.join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
    const check = () => spawnSync(process.execPath, [biome, "lint"], { cwd: folder, encoding: "utf8" });
    writeFileSync(path.join(folder, "hen.ts"), "export type Hen = string;\n");
    assert.equal(check().status, 0);
    writeFileSync(path.join(folder, "hen.ts"), 'import type { Egg } from "./egg.js";\n\nexport type Hen = Egg[];\n');
    const { status, stderr } = check();
    assert.equal(status, 1);
    assert.match(stderr, /noImportCycles/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** The sources of some folders: text by file, with `/` on every system. */
function readSources(folders) {
  const files = folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true }).map((file) => path.posix.join(folder, file)),
  );
  const sources = files.filter((file) => /\.ts$/.test(file) && !/\/(dist|node_modules)\//.test(file));
  return Object.fromEntries(sources.map((file) => [file, readFileSync(path.join(root, file), "utf8")]));
}

/** The imports among `sources` that do not keep to `structure`, each with a reason. */
function wrongImports(sources, structure) {
  return Object.entries(sources).flatMap(([file, text]) =>
    importsOf(text).flatMap((id) => {
      const isPath = id.startsWith(".");
      const target = isPath ? path.posix.join(path.posix.dirname(file), id).replace(/\.js$/, ".ts") : id;
      const reason = isPath ? againstFile(file, target, structure) : againstPackage(file, id, structure);
      return reason ? [{ import: `${file} imports ${target}`, reason }] : [];
    }),
  );
}

/** What is wrong with importing a file; undefined where nothing is. */
function againstFile(file, target, structure) {
  const home = homeOf(file, structure);
  if (!target.startsWith(`${home}/`)) return `outside of ${home}`;
  const from = folderOf(file, home);
  const to = folderOf(target, home);
  if (to === undefined || to === from || isTest(file)) return undefined;
  const { folders, entrances = {} } = structure[home];
  const entrance = `${home}/${to}/${entrances[to] ?? entrances["*"] ?? "index.ts"}`;
  if (target !== entrance) return `past ${entrance}`;
  if (from === undefined) return undefined;
  const allowed = folders[from] ?? folders["*"] ?? [];
  return allowed.includes(to) ? undefined : `${home}/${from} is not to know ${home}/${to}`;
}

/** What is wrong with importing a package; undefined where nothing is. */
function againstPackage(file, id, structure) {
  const home = homeOf(file, structure);
  const [name] = id.split("/");
  const isForbidden = /^momenta(-\w+)?$/.test(name) && !structure[home].packages.includes(name);
  return isForbidden ? `${home} is not to know ${name}` : undefined;
}

/** The modules that a source imports or re-exports from, types included, data not. The formatter sees to their form. */
function importsOf(text) {
  return [
    ...text.matchAll(/(?:^(?:import|export|\}) .*\bfrom |^import |\b(?:import|require)\()"([^"]+)(?<!\.json)"/gm),
  ].map(([, id]) => id);
}

/** The package that a file is in. */
function homeOf(file, structure) {
  return Object.keys(structure).find((name) => file.startsWith(`${name}/`));
}

/** The folder of its package that a file is in; undefined for one beside the folders. */
function folderOf(file, home) {
  const [first, ...rest] = path.posix.relative(home, file).split("/");
  return rest.length > 0 ? first : undefined;
}

function isTest(file) {
  return /(\.test|[tT]estSupport)\.ts$/.test(file);
}
