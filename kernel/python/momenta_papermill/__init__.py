"""papermill for TypeScript notebooks. papermill finds it through its entry point; nothing else is needed."""

# First of all, because papermill imports `register` of this package while it is imported itself.
import papermill as _papermill  # noqa: F401
