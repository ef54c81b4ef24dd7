"""Notebooks through papermill and nbconvert, as commands."""

import json
import subprocess
import sys
import unittest
from pathlib import Path

import nbformat
from client import notebook_folder
from nbformat.v4 import new_code_cell, new_notebook

PARAMETERS = """// The run.
const seeds = 25; // how many
const compiler: "xla" | "graph" = "xla"; // which compiler
const sizes = [
  1, // small
  2,
];"""
SHOW = "const fits: \"xla\" | \"graph\" = compiler;\nif (seeds === 25) console.log(\"default\");\nJSON.stringify([seeds, fits, sizes])"


def write_notebook(path, *cells, tags=()):
    """A notebook of these cells; the first one gets the tags."""
    kernel = {"name": "momenta", "display_name": "TypeScript (Momenta)", "language": "typescript"}
    code = [new_code_cell(source) for source in cells]
    code[0].metadata["tags"] = list(tags)
    nbformat.write(new_notebook(cells=code, metadata={"kernelspec": kernel}), path)


def command(folder, module, *arguments):
    return subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=folder, capture_output=True, text=True, timeout=120
    )


class Papermill(unittest.TestCase):
    def setUp(self):
        self.folder: Path = self.enterContext(notebook_folder())
        write_notebook(self.folder / "in.ipynb", PARAMETERS, SHOW, tags=["parameters"])

    def papermill(self, *arguments):
        return command(self.folder, "papermill", "in.ipynb", "out.ipynb", "--no-progress-bar", *arguments)

    def result(self):
        """What the last cell's value says."""
        cell = nbformat.read(self.folder / "out.ipynb", 4).cells[-1]
        return json.loads(cell.outputs[-1].data["text/plain"].strip("'"))

    def test_parameters_keep_their_declared_types(self):
        done = self.papermill("-p", "seeds", "2", "-p", "compiler", "graph")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.result(), [2, "graph", [1, 2]])

    def test_help_lists_the_parameters(self):
        done = command(self.folder, "papermill", "in.ipynb", "--help-notebook")
        self.assertRegex(done.stdout, r"seeds: number \(default 25\) +how many")
        self.assertIn('compiler: "xla" | "graph" (default "xla")', done.stdout)
        self.assertIn("sizes: number[] (default [ 1, 2, ])", done.stdout)

    def test_an_unknown_parameter_is_refused(self):
        done = self.papermill("-p", "seds", "2")
        self.assertEqual(done.returncode, 1)
        self.assertIn("Error: unknown parameter: seds; this notebook has: seeds, compiler, sizes\n", done.stderr)
        self.assertNotIn("Traceback", done.stderr)
        self.assertFalse((self.folder / "out.ipynb").exists())

    def test_a_value_of_the_wrong_type_is_refused(self):
        done = self.papermill("-p", "seeds", "hello", "-p", "compiler", "jit")
        self.assertEqual(done.returncode, 1)
        self.assertIn(
            'Error: parameter seeds: expected number, got "hello"; parameter compiler: expected "xla" | "graph", got "jit"\n',
            done.stderr,
        )
        self.assertNotIn("Traceback", done.stderr)
        self.assertFalse((self.folder / "out.ipynb").exists())

    def test_an_imported_type_is_checked_in_the_kernel(self):
        source = 'import { BinaryToTextEncoding } from "node:crypto";\nconst encoding: BinaryToTextEncoding = "hex";'
        write_notebook(self.folder / "in.ipynb", source, "1", tags=["parameters"])
        done = self.papermill("-p", "encoding", "hexagon")
        self.assertEqual(done.returncode, 1)
        self.assertIn("""In [2]:2:7 - error TS2322: Type '"hexagon"' is not assignable to type""", done.stderr)

    def test_a_throw_fails_the_notebook(self):
        write_notebook(self.folder / "in.ipynb", "const a = 1;", '\nthrow new RangeError("too far");', "a")
        done = self.papermill()
        self.assertEqual(done.returncode, 1)
        self.assertIn('Exception encountered at "In [2]":\nRangeError: too far\n', done.stderr)
        failed = next(cell for cell in nbformat.read(self.folder / "out.ipynb", 4).cells if cell.get("execution_count") == 2)
        [error] = failed.outputs
        self.assertEqual((error.output_type, error.ename, error.evalue), ("error", "RangeError", "too far"))
        self.assertRegex("\n".join(error.traceback), r"In \[2\]:2:7")

    def test_the_cells_behind_an_expected_error_run(self):
        write_notebook(self.folder / "in.ipynb", "throw new Error()", "1", "2", tags=["raises-exception"])
        done = self.papermill()
        cells = nbformat.read(self.folder / "out.ipynb", 4).cells
        texts = [cell.outputs[0].data["text/plain"] for cell in cells if cell.get("execution_count") in (2, 3)]
        self.assertEqual(texts, ["1", "2"], done.stderr)

    def test_widgets_are_saved(self):
        source = 'const bytes = widget({ esm: "", state: { value: 5, data: Uint8Array.of(1, 2) } });\nbytes.set({ value: 6 });\nbytes'
        write_notebook(self.folder / "in.ipynb", source, tags=["a"])
        done = self.papermill()
        self.assertEqual(done.returncode, 0, done.stderr)
        notebook = nbformat.read(self.folder / "out.ipynb", 4)
        [output] = notebook.cells[-1].outputs
        model = output.data["application/vnd.jupyter.widget-view+json"]["model_id"]
        saved = notebook.metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"][model]
        self.assertEqual((saved.model_module, saved.state.value), ("anywidget", 6))
        self.assertEqual([buffer.data for buffer in saved.buffers], ["AQI="])

    def test_nbconvert(self):
        write_notebook(self.folder / "in.ipynb", 'import { tf } from "momenta";\ntf.tensor([7]).dataSync()[0]')
        done = command(self.folder, "nbconvert", "--to", "notebook", "--execute", "--output", "out.ipynb", "in.ipynb")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.result(), 7)


if __name__ == "__main__":
    unittest.main()
