import type { Participant } from "../work.js";
import { checkNumbers } from "./check.js";
import { momentaContender } from "./momenta.js";
import type { Network } from "./network.js";
import { peers } from "./peers.js";
import { tfjsContender } from "./tfjs.js";

/**
 * The training step of so many replicas in Momenta, in tfjs-node and, in the given ways, in its peers.
 *
 * @param opByOp updates in one call of tfjs-node, which is slower
 * @throws Error where `checkNumbers` does
 */
export async function contenders(
  network: Network,
  replicas: number,
  updates: number,
  opByOp: number,
  ways: Parameters<typeof peers>[3],
): Promise<Participant[]> {
  await checkNumbers(network, replicas);
  return [
    momentaContender(network, replicas, updates),
    tfjsContender(network, replicas, opByOp),
    ...peers(network, replicas, updates, ways),
  ];
}
