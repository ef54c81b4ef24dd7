"""papermill's usual engine, strict about the parameters of TypeScript notebooks."""

from papermill.engines import NBClientEngine
from papermill.utils import find_first_tagged_cell_index

from .cell import read_cell
from .error import ParameterError
from .literals import literal
from .translator import TypeScriptTranslator

# Characters of a value that an error shows.
LONGEST_VALUE = 100


class TypeScriptEngine(NBClientEngine):
    """Refuses unknown parameters before anything is written, and gives the known ones their declared types."""

    @classmethod
    def execute_notebook(cls, nb, kernel_name, **kwargs):
        parameters = nb.metadata.papermill.get("parameters")
        if parameters and language_of(nb) == "typescript":
            declare_parameters(nb, parameters)
        return super().execute_notebook(nb, kernel_name, **kwargs)


def language_of(nb):
    """The notebook's language, where it says one."""
    language = nb.metadata.get("language_info", {}).get("name")
    return language or nb.metadata.get("kernelspec", {}).get("language")


def declare_parameters(nb, parameters):
    """Checks the parameters' names and types, and writes the injected cell anew, with the types of the `parameters`
    cell: with its declared type a parameter means the same to the cells behind it, whatever its value.
    """
    index = find_first_tagged_cell_index(nb, "parameters")
    values = {name: literal(value, name) for name, value in parameters.items()}
    declarations, misfits = read_cell(nb.cells[index].source, values) if index >= 0 else ([], [])
    types = {one.name: one.type for one in declarations}
    unknown = [name for name in parameters if name not in types and not name.startswith("PAPERMILL_")]
    if unknown:
        known = ", ".join(types) or "none"
        raise ParameterError(f"unknown parameter: {', '.join(unknown)}; this notebook has: {known}")
    if wrong := [name for name in misfits if name in types]:
        complaints = (f"parameter {name}: expected {types[name]}, got {short(values[name])}" for name in wrong)
        raise ParameterError("; ".join(complaints))
    injected = nb.cells[find_first_tagged_cell_index(nb, "injected-parameters")]
    injected.source = TypeScriptTranslator.codify(parameters, types=types)


def short(text):
    """The text, cut where it is long."""
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"
