"""Python values and parameter names in TypeScript, read back by Node."""

import json
import math
import subprocess
import unittest

from momenta_papermill.error import ParameterError
from momenta_papermill.translator import TypeScriptTranslator

VALUES = {
    "none": None,
    "yes": True,
    "whole": 2**53 - 1,
    "negative": -7,
    "small": 1e-300,
    "nan": math.nan,
    "infinite": [math.inf, -math.inf],
    "text": "quote \" back \\ line \n \u2028 half \ud83d smile 😀 `${1}` </script>",
    "nested": {"a b": [1, {"__proto__": 2, "ключ": None}], "": {}},
    "empty": [],
    "$dollar_é": 1,
}


class Literals(unittest.TestCase):
    def test_node_reads_what_python_had(self):
        code = TypeScriptTranslator.codify(VALUES)
        self.assertTrue(code.startswith("// Parameters\nconst none = null;\n"))
        # JSON has no NaN and no infinities; Python's reader knows them by these names.
        show = """
          const show = (v) => typeof v === "number" ? String(v) : Array.isArray(v) ? `[${v.map(show)}]`
            : v && typeof v === "object" ? `{${Object.entries(v).map(([k, w]) => JSON.stringify(k) + ":" + show(w))}}`
            : JSON.stringify(v);"""
        names = ", ".join(VALUES)
        run = subprocess.run(
            ["node", "-e", f"{code}{show}console.log(show({{ {names} }}))"], capture_output=True, text=True
        )
        self.assertEqual(run.returncode, 0, run.stderr)
        values = json.loads(run.stdout)
        self.assertTrue(math.isnan(values.pop("nan")))
        self.assertEqual(values, {name: value for name, value in VALUES.items() if name != "nan"})

    def test_what_cannot_be_written(self):
        for parameters, complaint in [
            ({"class": 1}, "reserved word"),
            ({"two words": 1}, "no TypeScript name"),
            ({"1st": 1}, "no TypeScript name"),
            ({"sizes": [0, 2**53]}, r"sizes\[1\]: 9007199254740992 is beyond"),
            ({"thing": object()}, "object cannot be written"),
        ]:
            with self.subTest(parameters), self.assertRaisesRegex(ParameterError, complaint):
                TypeScriptTranslator.codify(parameters)

    def test_comments(self):
        self.assertEqual(TypeScriptTranslator.comment("one\ntwo"), "// one\n// two")


if __name__ == "__main__":
    unittest.main()
