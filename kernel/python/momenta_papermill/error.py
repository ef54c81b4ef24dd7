"""The error of a parameter that a notebook cannot take."""

from click import ClickException
from papermill.exceptions import PapermillException


class ParameterError(ClickException, PapermillException):
    """Shown by the command line as one line, `Error: …`, with exit status 1; a PapermillException to programs."""
