import { isDeepStrictEqual } from "node:util";
import type { Json } from "momenta/configuration";
import type { Compiler } from "momenta/engine";
import { isDamaged, numerics, provenance, type Store, type StoredRun } from "momenta/store";
import { hashOfCode } from "./code.js";
import { breathe, type Context, contextOf, type PartExecution } from "./context.js";

/** One computation of a study: plain data of its options. */
export type Part<Options extends object, Value> = (options: Options, context: Context) => Value | Promise<Value>;

/** A part, where it is computed, and how. */
export interface PartPlan<Options extends object, Value> {
  readonly study: string;
  readonly name: string;
  readonly compute: Part<Options, Value>;
  /** The compiled file that computes it. */
  readonly file: string;
  readonly options: Options;
  /** The name in the store of the runs that it trains. */
  readonly experiment: string;
  readonly store: Store | null;
  readonly fresh: boolean;
  readonly compiler: Compiler | undefined;
}

/**
 * Makes a part, or takes it from the store. It is kept under the options that it reads, the code that computes it and the
 * version of the library's numerics, so that another figure, another sentence or an option of another part computes nothing
 * again.
 */
export async function makePart<Options extends object, Value>(plan: PartPlan<Options, Value>): Promise<Value> {
  const { study, name, compute, file, options, store, fresh, compiler } = plan;
  const place = { experiment: `${study}-parts`, version: numerics };
  const identity = { part: name, code: hashOfCode(file), compiler: compiler ?? null };
  if (store !== null && !fresh) {
    const found = findPart(store, place.experiment, identity, options);
    if (found !== undefined) return found.value as Value;
  }
  store?.requireWritable(place.experiment);
  const save = (configuration: Readonly<Record<string, Json>>, value: unknown, start: number) =>
    store?.keep({
      ...place,
      configuration: { ...identity, ...configuration },
      result: { value: value as Json },
      made: provenance((performance.now() - start) / 1000),
    });
  const keepItem: PartExecution["keepItem"] = async (item, make) => {
    const configuration = { item: item as Json };
    const found = fresh ? undefined : store?.find({ ...place, configuration: { ...identity, ...configuration } });
    if (found !== undefined) return found.result.value as Awaited<ReturnType<typeof make>>;
    const start = performance.now();
    const value = await make();
    save(configuration, value, start);
    return value;
  };
  const start = performance.now();
  const read: Record<string, Json> = {};
  const { context, end, isComplete } = contextOf({ ...plan, title: `${study}, ${name}`, keepItem });
  const value = await compute(noteReads(options, read), context);
  end();
  await breathe();
  if (isComplete()) save({ options: read }, value, start);
  return value;
}

/** The result of the part whose options have the values that they have now; files that hold no record are set aside. */
function findPart(
  store: Store,
  experiment: string,
  identity: object,
  options: object,
): StoredRun["result"] | undefined {
  for (const entry of store.records(experiment)) {
    if (isDamaged(entry)) {
      store.setAside(entry);
      continue;
    }
    const { version, configuration, result } = entry;
    const { options: read, ...rest } = configuration;
    if (version === numerics && isDeepStrictEqual(rest, identity) && isSubset(read as object, options)) return result;
  }
  return undefined;
}

function isSubset(some: object, all: object): boolean {
  return Object.entries(some).every(([name, value]) =>
    isDeepStrictEqual(value, (all as Record<string, unknown>)[name]),
  );
}

/** The options, and in `read` those that were looked at. */
function noteReads<Options extends object>(options: Options, read: Record<string, Json>): Options {
  return new Proxy(options, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof name === "string" && name in target) read[name] = value as Json;
      return value;
    },
  });
}
