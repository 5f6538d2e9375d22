"""Whether a request is as the Bot API's machine-readable specification says: names, types, what is required.

The specification (`../shared/botapi/api.json`) is no part of the repository; where it is absent nothing is checked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

SPECIFICATION = Path(__file__).parents[2] / "../shared/botapi/api.json"
REFUSED_FORM = ("can't parse", "is too long", "BUTTON_", "text is empty", "must be non-empty", "too many")
"""Words of refusals that say that a message was badly made."""

Spec = Mapping[str, Any]


@cache
def specification() -> Spec | None:
    """Methods and types by name (methods in lower case); None where the file is absent."""
    if not SPECIFICATION.is_file():
        return None
    whole = json.loads(SPECIFICATION.read_text(encoding="utf-8"))
    return {"methods": {name.lower(): method for name, method in whole["methods"].items()}, "types": whole["types"]}


def violations(spec: Spec, method: str, params: Mapping[str, Any]) -> list[str]:
    """What is wrong with a request; () where nothing is. Values come as a form has them: text, or JSON in text."""
    known = spec["methods"].get(method.lower())
    if known is None:
        return [f"there is no method {method}"]
    return [f"{method}: {problem}" for problem in _fields(spec, known.get("fields", []), params)]


def _fields(spec: Spec, fields: list[dict[str, Any]], values: Mapping[str, Any]) -> list[str]:
    """What is wrong with the fields of an object."""
    by_name = {field["name"]: field for field in fields}
    needed = [name for name, field in by_name.items() if field["required"] and "InputFile" not in field["types"]]
    found = [f"{name} is missing" for name in needed if name not in values]  # an uploaded file is no value of the form
    for name, value in values.items():
        if name not in by_name:
            found.append(f"{name} is not known")
        elif not any(_is(spec, kind, value) for kind in by_name[name]["types"]):
            found.append(f"{name} is not {' or '.join(by_name[name]['types'])}: {str(value)[:200]}")
    return found


def _is(spec: Spec, kind: str, value: Any) -> bool:
    """Whether a value is of a type of the specification."""
    if kind.startswith("Array of "):
        items = _parsed(value)
        return isinstance(items, list) and all(_is(spec, kind.removeprefix("Array of "), item) for item in items)
    if kind in _SCALARS:
        return _SCALARS[kind](value)
    if kind == "InputFile":
        return True
    known, given = spec["types"][kind], _parsed(value)
    if "subtypes" in known:
        return any(_is(spec, subtype, given) for subtype in known["subtypes"])
    return isinstance(given, dict) and not _fields(spec, known.get("fields", []), given)


def _parsed(value: Any) -> Any:
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return None


def _integer(value: Any) -> bool:
    return (isinstance(value, int) and not isinstance(value, bool)) or (isinstance(value, str) and value.lstrip("-").isdecimal())


def _number(value: Any) -> bool:
    try:
        return not isinstance(value, bool) and float(value) is not None
    except (TypeError, ValueError):
        return False


_SCALARS: dict[str, Callable[[Any], bool]] = {
    "Integer": _integer,
    "Float": _number,
    "String": lambda value: isinstance(value, str),
    "Boolean": lambda value: isinstance(value, bool) or str(value).lower() in ("true", "false"),
}
