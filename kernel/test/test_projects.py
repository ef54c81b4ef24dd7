"""An edited file of a project that the kernelspec names is what runs after a restart, with no build step."""

import json
import unittest

from client import TIMEOUT, Kernel, notebook_folder

TSCONFIG = {
    "compilerOptions": {"composite": True, "module": "nodenext", "rootDir": ".", "outDir": "dist", "types": []},
    "include": ["*.ts"],
}


class EditedProject(unittest.TestCase):
    def outputs(self, running):
        reply, outputs = running.run('import { probe } from "./project/dist/probe.js";\nprobe')
        self.assertEqual(reply["status"], "ok", reply)
        warnings = "".join(content["text"] for kind, content in outputs if kind == "stream")
        return outputs[-1][1]["data"]["text/plain"], warnings

    def restart(self, running):
        running.manager.restart_kernel(now=True)
        running.client.wait_for_ready(timeout=TIMEOUT)

    def test_edit_restart_run(self):
        with notebook_folder() as folder:
            project = folder / "project"
            project.mkdir()
            (project / "tsconfig.json").write_text(json.dumps(TSCONFIG))
            file = project / "probe.ts"
            file.write_text("export const probe: number = 1;\n")
            running = Kernel(folder, projects=[project])
            try:
                self.assertEqual(self.outputs(running), ("1", ""))

                file.write_text("export const probe: number = 2;\n")
                self.restart(running)
                self.assertEqual(self.outputs(running), ("2", ""))

                file.write_text('export const probe: number = "three";\n')
                self.restart(running)
                value, warnings = self.outputs(running)
                self.assertEqual(value, "'three'")
                self.assertIn("What notebooks import has errors; what could be built of it runs.", warnings)
                self.assertIn("project/probe.ts(1,14): error TS2322", warnings)
            finally:
                running.stop()


if __name__ == "__main__":
    unittest.main()
