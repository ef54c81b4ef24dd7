"""Python values, as papermill has them, written in TypeScript."""

import json
import math
import os
import re

from .error import ParameterError

MAX_SAFE_INTEGER = 2**53 - 1

RESERVED = frozenset(
    """
    arguments await break case catch class const continue debugger default delete do else enum eval export extends
    false finally for function if implements import in instanceof interface let new null package private protected
    public return static super switch this throw true try typeof undefined var void while with yield
    """.split()
)

# Half a surrogate pair cannot be saved; the others are invisible, or line ends to some editors.
UNPRINTABLE = re.compile("[\ud800-\udfff\u2028\u2029\u0080-\u009f\u007f\ufeff]")


def check_name(name):
    """Raises where `name` cannot be the name of a TypeScript constant."""
    if name in RESERVED:
        raise ParameterError(f"parameter {name!r}: a reserved word of TypeScript; choose another name")
    if not isinstance(name, str) or not name.replace("$", "_").isidentifier():
        raise ParameterError(
            f"parameter {name!r}: no TypeScript name; use letters, digits, _ and $, and no digit in front"
        )


def literal(value, path):
    """`value` as a TypeScript expression. `path` names it in errors, as `sizes[2]`."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return string(value)
    if isinstance(value, int):
        return integer(value, path)
    if isinstance(value, float):
        return floating(value)
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(literal(item, f"{path}[{index}]") for index, item in enumerate(value)) + "]"
    if isinstance(value, dict):
        return record(value, path)
    if isinstance(value, os.PathLike):
        return string(os.fspath(value))
    raise ParameterError(f"parameter {path}: a {type(value).__name__} cannot be written in TypeScript")


def string(value):
    """A string literal; any Unicode stays readable."""
    return UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


def integer(value, path):
    """A number literal; an error where a JavaScript number would silently be another one."""
    if abs(value) > MAX_SAFE_INTEGER:
        raise ParameterError(
            f"parameter {path}: {value} is beyond 2^53 - 1, where numbers lose digits; pass it as a string (-r)"
        )
    return str(value)


def floating(value):
    """A number literal, or the name of one of the values that have none."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return repr(value)


def record(value, path):
    """An object literal."""
    if not value:
        return "{}"
    items = (f"{key(name)}: {literal(item, f'{path}.{name}')}" for name, item in value.items())
    return "{ " + ", ".join(items) + " }"


def key(name):
    """A property's name; in brackets where it would set the prototype."""
    text = string(str(name))
    return f"[{text}]" if name == "__proto__" else text
