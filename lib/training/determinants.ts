import { configurationOf, type Json, writeJson } from "../configuration/index.js";
import { softmaxCrossEntropy } from "../models/index.js";
import { type Determinants, numerics } from "../store/index.js";
import { checkpointDeterminants, streamDeterminants } from "./fingerprint.js";
import type { Keep } from "./options.js";
import { type Plan, type QueuedRun, runStream } from "./plan.js";

/**
 * What tells a run apart in the store.
 *
 * @throws Error where nothing is known of what the model, the optimizer, the loss or the order was made of
 */
export function runDeterminants(plan: Plan, { experiment, version }: Keep): (run: QueuedRun) => Determinants {
  const { criterion, probes, batchSize, maxUpdates, compiler, accuracyMatrix, heldOutExamples } = plan;
  const { loss, order, checkpoints, continualLearning } = plan;
  return (run) => {
    const { seed, stateAtSwitch, setting } = run;
    const optimizer = plan.optimizer(setting);
    return {
      experiment,
      version,
      configuration: {
        seed,
        optimizer: requireConfiguration("optimizer", optimizer),
        stateAtSwitch,
        model: requireConfiguration("model", plan.model),
        criterion: criterion.configuration,
        batchSize,
        maxUpdates,
        probes: probes.map(({ configuration }) => configuration),
        accuracyMatrix: accuracyMatrix ? heldOutExamples : 0,
        stream: streamDeterminants(runStream(plan, run)),
        ...(loss !== softmaxCrossEntropy && { loss: requireConfiguration("loss", loss) }),
        ...(checkpoints !== undefined && {
          checkpoints: checkpointDeterminants(checkpoints),
        }),
        ...(order !== undefined && { order: requireConfiguration("order", order) }),
        ...(compiler !== undefined && { compiler }),
        ...(Object.keys(continualLearning).length > 0 && { continualLearning: continualLearning as Json }),
        training: numerics,
      },
    };
  };
}

function requireConfiguration(what: string, made: { readonly name: string }): Json {
  const configuration = configurationOf(made);
  if (configuration !== undefined) return configuration;
  throw new Error(
    `train: the runs cannot be kept, since nobody knows what the ${what} "${made.name}" was made of; ` +
      "say it with `configured(…, { … })`, or leave out `keep`.",
  );
}

/**
 * What tells compiled programs apart that take tensors of the same shapes; null where something cannot be told apart. A
 * model's `initializer` does not: programs are given the initial parameters.
 */
export function programKey(plan: Plan): string | null {
  const { criterion, probes, outputs, maxUpdates, stepsPerCall, compiler, stopsAtPhaseEnd } = plan;
  const { l2Initial, ewc } = plan.continualLearning;
  const optimizers = plan.settings.map((setting) => configurationOf(plan.optimizer(setting)));
  const model = configurationOf(plan.model);
  const loss = configurationOf(plan.loss);
  if (model === undefined || loss === undefined || optimizers.includes(undefined)) return null;
  return writeJson({
    model: isRecord(model) ? { ...model, initializer: null } : model,
    optimizers: optimizers as Json[],
    settings: Object.keys(plan.settings[0] ?? {}),
    loss,
    criterion: criterion.program,
    probes: probes.map(({ configuration }) => configuration),
    outputs,
    maxUpdates,
    schedule: plan.schedule,
    stepsPerCall,
    compiler: compiler ?? null,
    stopsAtPhaseEnd,
    ...(l2Initial !== undefined && { l2Initial: { ...l2Initial } }),
    ...(ewc !== undefined && { ewc: { ...ewc } as Json }),
  });
}

function isRecord(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
