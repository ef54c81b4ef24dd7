"""papermill's usual engine, strict about the parameters of TypeScript notebooks."""

from papermill.engines import NBClientEngine
from papermill.utils import find_first_tagged_cell_index

from .declarations import read_declarations
from .error import ParameterError
from .translator import TypeScriptTranslator


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
    """Checks the parameters' names and writes the injected cell anew, with the types of the `parameters` cell.

    With its declared type a parameter means the same to the cells behind it, whatever its value; a value that does
    not fit is an error of TypeScript at the injected cell.
    """
    index = find_first_tagged_cell_index(nb, "parameters")
    types = {one.name: one.type for one in read_declarations(nb.cells[index].source)} if index >= 0 else {}
    unknown = [name for name in parameters if name not in types and not name.startswith("PAPERMILL_")]
    if unknown:
        known = ", ".join(types) or "none"
        raise ParameterError(f"unknown parameter: {', '.join(unknown)}; this notebook has: {known}")
    injected = nb.cells[find_first_tagged_cell_index(nb, "injected-parameters")]
    injected.source = TypeScriptTranslator.codify(parameters, types=types)
