"""Reads the declarations of a `parameters` cell: `const seeds = 25; // how many runs`."""

import re
from dataclasses import dataclass

START = re.compile(r"^\s*(?:export\s+)?(?:const|let|var)\s+(?P<name>[\w$]+)\s*(?P<rest>.*)$", re.DOTALL)
TOKEN = re.compile(r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|=>|.""", re.DOTALL)
OPENING, CLOSING = "([{", ")]}"
NUMBER = re.compile(r"^[-+]?(?:NaN|Infinity|(?:0[xbo][\da-f_]+|[\d_]+\.?[\d_]*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?))$", re.I)


@dataclass(frozen=True)
class Declaration:
    """One parameter of a notebook. `type` is None where it is neither written nor plain to see."""

    name: str
    type: str | None
    default: str
    help: str


def read_declarations(source):
    """All declarations of a cell, in order; what is no declaration is passed over."""
    return [declaration for statement in statements(source) if (declaration := read(statement))]


def statements(source):
    """The cell's statements as lists of tokens, each with the comment that follows on its last line."""
    current, depth = [], 0
    for match in TOKEN.finditer(source):
        token = match[0]
        depth += (token in OPENING) - (token in CLOSING)
        if token == "\n" and depth <= 0 and ends_statement(current):
            yield current
            current = []
        else:
            current.append(token)
    yield current


def ends_statement(tokens):
    """Whether a line end after these tokens ends the statement: it does unless something has to follow."""
    code = [token for token in tokens if token.strip() and not is_comment(token)]
    return not code or code[-1] not in ("=", ":", ",", "|", "&", "=>", "+", "-", "*", "/", "?")


def read(tokens):
    """The declaration in a statement, if it is one."""
    code = "".join(token for token in tokens if not is_comment(token))
    start = START.match(code)
    if not start:
        return None
    annotation, default = split_at_equals(start["rest"].strip().removesuffix(";").rstrip())
    if default is None:
        return None
    comments = [token for token in tokens if is_comment(token)]
    one_line = " ".join(default.split())
    return Declaration(start["name"], annotation or widened_type(default), one_line, text_of(comments[-1:]))


def split_at_equals(rest):
    """`: number = 25` as annotation and value."""
    depth, annotation = 0, ""
    for match in TOKEN.finditer(rest):
        token = match[0]
        depth += (token in OPENING) - (token in CLOSING)
        if token == "=" and depth == 0:
            return annotation.removeprefix(":").strip(), rest[match.end() :].strip()
        annotation += token
    return annotation, None


def widened_type(value):
    """The type that `let` would give a plain literal; None for everything else."""
    if value in ("true", "false"):
        return "boolean"
    if NUMBER.match(value):
        return "number"
    match = TOKEN.match(value)
    return "string" if match and match[0] == value and value[0] in "\"'`" else None


def is_comment(token):
    return token.startswith(("//", "/*"))


def text_of(comments):
    return " ".join(comment.removeprefix("//").removeprefix("/*").removesuffix("*/").strip() for comment in comments)
