"""An edited file of the library is what runs after a restart, with no build step."""

import os
import unittest
from contextlib import contextmanager

from client import ROOT, TIMEOUT, kernel

NAME = f"kernel-test-probe-{os.getpid()}"


@contextmanager
def probe():
    """A file of the library's, for the time of the test."""
    source = ROOT / "lib" / f"{NAME}.ts"
    try:
        yield source
    finally:
        for file in [source, *(ROOT / "lib" / "dist").glob(f"{NAME}.*")]:
            file.unlink(missing_ok=True)


class EditedLibrary(unittest.TestCase):
    def restart(self, running):
        running.manager.restart_kernel(now=True)
        running.client.wait_for_ready(timeout=TIMEOUT)

    def outputs(self, running):
        reply, outputs = running.run(f'import {{ probe }} from "momenta/dist/{NAME}";\nprobe')
        self.assertEqual(reply["status"], "ok", reply)
        warnings = "".join(content["text"] for kind, content in outputs if kind == "stream")
        return outputs[-1][1]["data"]["text/plain"], warnings

    def test_edit_restart_run(self):
        with probe() as file:
            file.write_text("export const probe: number = 1;\n")
            with kernel() as running:
                self.assertEqual(self.outputs(running)[0], "1")

                file.write_text("export const probe: number = 2;\n")
                self.restart(running)
                self.assertEqual(self.outputs(running)[0], "2")

                file.write_text('export const probe: number = "three";\n')
                self.restart(running)
                value, warnings = self.outputs(running)
                self.assertEqual(value, "'three'")
                self.assertIn("The library has errors; what could be built of it runs.", warnings)
                self.assertIn(f"lib/{NAME}.ts(1,14): error TS2322", warnings)


if __name__ == "__main__":
    unittest.main()
