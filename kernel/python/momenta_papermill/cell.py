"""What TypeScript says about a `parameters` cell. Asked is the compiler of the kernel, in Node."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

from .error import ParameterError

KERNEL = "momenta"


@dataclass(frozen=True)
class Declaration:
    """One parameter of a notebook. `type` is None where TypeScript knows none."""

    name: str
    type: str | None
    default: str
    help: str


def read_cell(source, values=None):
    """The declarations of a cell, in order; and the names among `values`, TypeScript expressions, that are given one of
    another type than they are declared with."""
    question = json.dumps({"cell": source, "values": values or {}})
    command = compiler()
    try:
        run = subprocess.run(command, input=question.encode(), capture_output=True, check=True)
    except OSError as error:
        raise ParameterError(f"the parameters cannot be read: {command[0]} does not start: {error.strerror}") from error
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode(errors="replace")
        raise ParameterError(f"the parameters cannot be read: {command[1]}: {last_error(reason)}") from error
    answer = json.loads(run.stdout)
    return [Declaration(**one) for one in answer["declarations"]], answer["misfits"]


def compiler():
    """The command that reads cells: with the Node, and in the folder, that the kernelspec names."""
    try:
        node, *arguments = KernelSpecManager().get_kernel_spec(KERNEL).argv
    except NoSuchKernel as error:
        raise ParameterError(
            f"the parameters cannot be read: Jupyter knows no kernel {KERNEL!r} here; node kernel/install.mjs installs it"
        ) from error
    # Before the launcher stand options of Node.
    launcher = next(argument for argument in arguments if not argument.startswith("-"))
    return node, str(Path(launcher).with_name("dist") / "src" / "parameters" / "main.js")


def last_error(said):
    """The line of Node's complaint that says what was wrong."""
    errors = [line for line in said.splitlines() if "Error" in line]
    return errors[0] if errors else "failed"
