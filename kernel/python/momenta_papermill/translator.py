"""Writes and reads the parameters of a TypeScript notebook, for papermill."""

from papermill.models import Parameter
from papermill.translators import Translator

from .cell import read_cell
from .literals import check_name, literal


class TypeScriptTranslator(Translator):
    """`seeds: 2` becomes `const seeds = 2;`."""

    @classmethod
    def codify(cls, parameters, comment="Parameters", types=None):
        """The source of the injected cell. `types` has the type to declare for some of the names."""
        types = types or {}
        lines = [cls.comment(comment)]
        for name, value in parameters.items():
            check_name(name)
            annotation = f": {types[name]}" if types.get(name) else ""
            lines.append(f"const {name}{annotation} = {literal(value, name)};")
        return "\n".join(lines) + "\n"

    @classmethod
    def translate(cls, val):
        return literal(val, "value")

    @classmethod
    def comment(cls, cmt_str):
        return "\n".join(f"// {line}".rstrip() for line in cmt_str.splitlines())

    @classmethod
    def assign(cls, name, str_val):
        return f"const {name} = {str_val};"

    @classmethod
    def inspect(cls, parameters_cell):
        declarations, _ = read_cell(parameters_cell["source"])
        return [Parameter(one.name, one.type or "None", one.default, one.help) for one in declarations]
