import { type Peer, pythonPeer } from "../python.js";
import type { Participant } from "../work.js";
import { adamOptions, sizes } from "./examples.js";
import type { Network } from "./network.js";

/** The training step in JAX and, in the given ways, in PyTorch. */
export function peers(
  { name, batch }: Network,
  replicas: number,
  updates: number,
  ways: readonly ("eager" | "compile" | "vmap")[],
): Participant[] {
  const settings = { network: name, batch, replicas, updates, ...adamOptions, ...sizes };
  const jax: Peer = {
    name: "jax",
    needs: "jax",
    script: "trainingStep/step_jax.py",
    compiles: true,
    amount: updates,
    settings: () => settings,
  };
  const torch = ways.map(
    (way): Peer => ({
      name: way === "eager" ? "pytorch" : `pytorch ${way}`,
      needs: "torch",
      script: "trainingStep/step_torch.py",
      compiles: way === "compile",
      amount: updates,
      settings: () => ({ ...settings, way }),
    }),
  );
  return [jax, ...torch].map(pythonPeer);
}
