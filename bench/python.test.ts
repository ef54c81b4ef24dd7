import assert from "node:assert/strict";
import { test } from "node:test";
import { packageVersion, pythonPeer } from "./python.js";

test("a peer without its package, or without Python, is absent and says what to install", () => {
  const peer = pythonPeer({
    name: "nobody",
    needs: "momenta-no-such-package",
    script: "peer.py",
    compiles: false,
    amount: 1,
    settings: () => ({}),
  });
  assert.equal(packageVersion("momenta-no-such-package"), null);
  assert.deepEqual(peer, {
    name: "nobody",
    absent: "without momenta-no-such-package: pip install -r bench/requirements.txt",
  });
});
