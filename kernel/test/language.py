"""What tests of the language in cells share."""

import unittest

from client import kernel
from test_cells import COLOUR


class Language(unittest.TestCase):
    """All tests share one kernel, as the cells of a notebook do."""

    @classmethod
    def setUpClass(cls):
        cls.kernel = cls.enterClassContext(kernel())
        cls.kernel.run("")  # takes the warning, where the library is being worked on

    def write(self, name, text):
        file = self.kernel.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def value(self, code):
        """The text of the last expression's value, which has to be all that the cell shows."""
        reply, outputs = self.kernel.run(code)
        self.assertEqual(reply["status"], "ok", reply)
        [(kind, content)] = outputs
        self.assertEqual(kind, "execute_result")
        return content["data"]["text/plain"]

    def error(self, code):
        reply, _ = self.kernel.run(code)
        self.assertEqual(reply["status"], "error", reply)
        return reply["ename"], reply["evalue"], COLOUR.sub("", "\n".join(reply["traceback"]))
