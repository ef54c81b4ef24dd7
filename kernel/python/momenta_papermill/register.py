"""Makes papermill know TypeScript. papermill imports this module through its entry point."""

from papermill.engines import papermill_engines
from papermill.translators import papermill_translators

from .engine import TypeScriptEngine
from .translator import TypeScriptTranslator

papermill_translators.register("typescript", TypeScriptTranslator)
# The default engine: it does to TypeScript notebooks what it has to, and leaves all others as they are.
papermill_engines.register(None, TypeScriptEngine)
