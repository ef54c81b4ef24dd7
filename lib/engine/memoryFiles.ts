import type { Binding, OpResult } from "./binding.js";

/** TensorFlow's file system in memory, by its ops. A file is written once: another write would be appended to it. */
export const memoryFiles = {
  /** The files that match a pattern such as `ram://folder/*`. */
  list(binding: Binding, pattern: string): string[] {
    return execute(binding, "MatchingFiles", [text(pattern)], 1).map((name) => Buffer.from(name).toString());
  },

  read(binding: Binding, file: string): Uint8Array {
    return execute(binding, "ReadFile", [text(file)], 1)[0] as Uint8Array;
  },

  write(binding: Binding, file: string, bytes: Uint8Array): void {
    execute(binding, "WriteFile", [text(file), bytes], 0);
  },
};

/** The strings that an op makes of strings. */
function execute(binding: Binding, op: string, inputs: readonly Uint8Array[], outputs: number): Uint8Array[] {
  const ids = inputs.map((bytes) => binding.createTensor([], binding.TF_STRING, [bytes]));
  let results: OpResult[] = [];
  try {
    results = binding.executeOp(op, [], ids, outputs);
    return results.flatMap(({ id }) => binding.tensorDataSync(id) as unknown as Uint8Array[]);
  } finally {
    for (const id of [...ids, ...results.map((result) => result.id)]) binding.deleteTensor(id);
  }
}

function text(value: string): Uint8Array {
  return Buffer.from(value);
}
