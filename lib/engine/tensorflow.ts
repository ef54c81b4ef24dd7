/** TensorFlow, once per process: the native backend where it was built, tfjs' own CPU backend elsewhere. */
import path from "node:path";
import { isMainThread } from "node:worker_threads";
import * as tf from "@tensorflow/tfjs";
import type { NodeBackend } from "./binding.js";
import { keepCompiledPrograms } from "./compiled.js";
import { cores } from "./cores.js";
import { registerGather } from "./gather.js";
import { registerKernelGradients } from "./kernelGradients.js";
import { orderTape } from "./tape.js";

export { tf };

/** The native backend, null where the addon is missing: everything still runs then, op by op on tfjs' CPU backend. */
export const native: NodeBackend | null = loadNative();

registerKernelGradients();
orderTape();

/** Runs `fn` and disposes every tensor made on the way but those in its result, a tree. */
export function tidy<Result>(fn: () => Result): Result {
  return tf.tidy(fn as () => tf.TensorContainer) as Result;
}

function loadNative(): NodeBackend | null {
  try {
    keepCompiledPrograms(addon());
    require("@tensorflow/tfjs-node-gpu");
  } catch (error) {
    fallBack(error as Error);
    return null;
  }
  const backend = tf.backend() as NodeBackend;
  backend.binding = writable(backend.binding);
  backend.binding.startThreads(cores);
  // A worker's end ends nobody else's threads.
  if (isMainThread) process.once("exit", () => backend.binding.endThreads());
  registerGather(backend);
  nameDisposed(backend);
  return backend;
}

/** The file of the native addon, where the package looks for it. */
function addon(): string {
  return path.join(
    path.dirname(require.resolve("@tensorflow/tfjs-node-gpu/package.json")),
    "lib",
    "napi-v8",
    "tfjs_binding.node",
  );
}

/** The addon's methods are read-only properties of a native object; tracing replaces some of them for a while. */
function writable<Binding extends object>(binding: Binding): Binding {
  const names = Object.getOwnPropertyNames(binding) as (keyof Binding)[];
  return Object.fromEntries(names.map((name) => [name, binding[name]])) as Binding;
}

/** Says that a tensor was disposed, where tfjs has an error about its own insides. */
function nameDisposed(backend: NodeBackend): void {
  const idsOf = backend.getInputTensorIds.bind(backend);
  backend.getInputTensorIds = (tensors) => {
    const gone = tensors.find(({ dataId }) => dataId !== undefined && !backend.tensorMap.has(dataId));
    if (gone !== undefined) throw new Error(`a tensor of shape [${gone.shape}] was disposed before it is used.`);
    return idsOf(tensors);
  };
}

function fallBack(reason: Error): void {
  const [line] = reason.message.split("\n");
  process.stderr.write(
    `momenta: TensorFlow's native addon is not there (${line}). Everything runs on tfjs' CPU backend, uncompiled and ` +
      `many times slower. \`npm run setup\` builds the addon and says what it needs.\n`,
  );
  tf.env().set("PROD", true);
  // tfjs greets on first use and recommends a package that cannot be built here either.
  (tf.backend() as unknown as { firstUse: boolean }).firstUse = false;
}
