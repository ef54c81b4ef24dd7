import path from "node:path";
import type { Compiler } from "momenta/engine";
import type { Figure, Table } from "momenta/figures";
import { runStore, type Store } from "momenta/store";
import { agreement, claimsTable, type Statement } from "./claims.js";
import { defaultsOf, type OptionsOf, resolveOptions, type Schema } from "./options.js";
import { makePart, type Part } from "./parts.js";

/** How a study is run, whatever it is about. */
export interface Execution {
  /** Where parts and runs are kept: `runStore()` where left out; null: they are neither looked for nor kept. */
  readonly store?: Store | null;
  /** Make everything again, what is in the store too. */
  readonly fresh?: boolean;
  /** A small version, to see that everything works: what the study's `quick` says takes the place of the options. */
  readonly quick?: boolean;
  /** The option of `jit` and `train`; where left out, the graph where it has to be quick, which compiles sooner. */
  readonly compiler?: Compiler;
}

/** The documents that are reproduced: files of `notebooks/sources/`. */
export type SourceName =
  | "notes"
  | "step-size-optimization"
  | "why-learning-fails"
  | "optimization-2"
  | "adam-and-its-variants";

/** A function of a result. (As a method its parameter is bivariant, so that studies of different results fit one list.) */
type Of<Result, Value> = { of(result: Result): Value }["of"];

/** A figure of a study, as it goes into meeting notes. */
export interface FigureDescription<Result> {
  /** What it shows and how to read it, two sentences. */
  readonly caption: string;
  readonly draw: Of<Result, Figure>;
}

type Parts<Options extends object> = Readonly<Record<string, Part<Options, unknown>>>;
type ValuesOf<P> = { readonly [Name in keyof P]: P[Name] extends (...args: never) => infer V ? Awaited<V> : never };

/** What a study is: everything but `parts` is a pure function of the result, which is plain data. */
export interface StudyDescription<
  S extends Schema,
  P extends Parts<OptionsOf<S>>,
  Result extends object,
  Tables,
  Figures,
> {
  /** The name of its folder, its notebook and its result: `29-amsgrad`. */
  readonly name: string;
  readonly source: SourceName;
  /** The heading of the section that it reproduces. */
  readonly section: string;
  /** What it asks, a sentence. */
  readonly question: string;
  readonly options: S;
  /** What only several options together can violate. @throws RangeError naming the options */
  readonly check?: (options: OptionsOf<S>) => void;
  /** Options of a version that takes less than 30 s, to see that everything works. */
  readonly quick: Partial<OptionsOf<S>>;
  /** Its computations; the part `paper` is computed by `measure/paper.ts`. */
  readonly parts: P;
  /** The name in the store of the runs that its parts train; the study's own where left out. Studies that share runs share it. */
  readonly runs?: string;
  /** The result made of its parts; `{ options, ...parts }` where left out. */
  readonly assemble?: (options: OptionsOf<S>, parts: ValuesOf<P>) => Result;
  /** What the source reports, in a few words. */
  readonly published: string;
  /** What came out here, a sentence with at most two numbers. */
  readonly answer: (result: NoInfer<Result>) => string;
  /** The claims of the source and our questions. */
  readonly claims: (result: NoInfer<Result>) => readonly Statement[];
  readonly tables: Tables & Readonly<Record<string, (result: NoInfer<Result>) => Table>>;
  /** The first one stands for the study where there is room for one. Figure `main` is exported as `29-amsgrad`, another one, `regret`, as `29-amsgrad-regret`. */
  readonly figures: Figures & Readonly<Record<string, FigureDescription<NoInfer<Result>>>>;
}

/** A figure of a study: a function of the result that knows its caption and the name of its files. */
export type StudyFigure<Result> = Of<Result, Figure> & { readonly caption: string; readonly file: string };

/** A study as notebooks, pages, the command line and tests meet it. */
export interface Study<
  Options extends object = object,
  Result extends object = object,
  TableName extends string = string,
  FigureName extends string = string,
> {
  readonly name: string;
  readonly source: SourceName;
  readonly section: string;
  readonly question: string;
  readonly published: string;
  readonly options: Schema;
  readonly defaults: Options;
  readonly quick: Partial<Options>;
  /** The names of its parts. */
  readonly parts: readonly string[];
  /**
   * Makes its parts, or takes those that are in the store.
   *
   * @throws RangeError where an option is unknown or out of its range, naming it
   */
  run(options?: Partial<Options>, execution?: Execution): Promise<Result>;
  answer(result: Result): string;
  claims(result: Result): readonly Statement[];
  /** Whether the source's claims come out. */
  agreement(result: Result): "agrees" | "disagrees" | "depends";
  /** The claims as a table under the question and the answer. */
  claimsTable(result: Result): Table;
  readonly tables: Readonly<Record<TableName, Of<Result, Table>>>;
  readonly figures: Readonly<Record<FigureName, StudyFigure<Result>>>;
}

/**
 * A section of a source as one value.
 *
 * ```ts
 * export const amsgrad = study({ name: "29-amsgrad", options: { … }, parts: { … }, claims: (result) => [ … ], … });
 * const result = await amsgrad.run({ updates: 30_000 });
 * amsgrad.figures.main(result);
 * ```
 */
export function study<
  S extends Schema,
  P extends Parts<OptionsOf<S>>,
  Tables,
  Figures,
  Result extends object = { readonly options: OptionsOf<S> } & ValuesOf<P>,
>(
  description: StudyDescription<S, P, Result, Tables, Figures>,
): Study<OptionsOf<S>, Result, keyof Tables & string, keyof Figures & string> {
  const { name, parts, check, assemble, runs = name, figures, ...rest } = description;
  const figure = ([key, { caption, draw }]: [string, FigureDescription<Result>]) =>
    [
      key,
      Object.assign((result: Result) => draw(result), { caption, file: key === "main" ? name : `${name}-${key}` }),
    ] as const;
  return {
    ...rest,
    name,
    defaults: defaultsOf(description.options),
    parts: Object.keys(parts),
    async run(given = {}, { store = runStore(), fresh = false, quick = false, compiler } = {}) {
      const options = resolveOptions(description.options, quick ? { ...given, ...description.quick } : given);
      check?.(options);
      const made: Record<string, unknown> = {};
      for (const [part, compute] of Object.entries(parts)) {
        made[part] = await makePart({
          study: name,
          name: part,
          compute,
          file: path.join(__dirname, "..", name, "measure", `${part}.js`),
          options,
          experiment: runs,
          store,
          fresh,
          compiler: compiler ?? (quick ? "graph" : undefined),
        });
      }
      return assemble === undefined ? ({ options, ...made } as Result) : assemble(options, made as ValuesOf<P>);
    },
    agreement: (result) => agreement(description.claims(result)),
    claimsTable: (result) =>
      claimsTable(`${description.question} ${description.answer(result)}`, description.claims(result)),
    tables: description.tables as Study<OptionsOf<S>, Result, keyof Tables & string>["tables"],
    figures: Object.fromEntries(
      Object.entries(figures as Record<string, FigureDescription<Result>>).map(figure),
    ) as unknown as Study<OptionsOf<S>, Result, string, keyof Figures & string>["figures"],
  };
}
