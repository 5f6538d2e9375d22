"""The parameters of a request, read as Telegram's server reads them: every value may come as text.

JSON bodies, URL-encoded forms, multipart forms and the query string are all taken; in a form, what is not text is text that
holds JSON. Accessors turn values into types and say what is wrong with one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from bot.sandbox.errors import bad_request

JsonDict: TypeAlias = dict[str, Any]  # Bot API objects: their shapes are Telegram's documentation's, not ours
_TRUE = frozenset({"true", "yes", "1"})


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a multipart form."""

    name: str
    content_type: str
    data: bytes


@dataclass(slots=True)
class Params:
    """Parameters by name, and the uploaded files by the name of their form field."""

    values: JsonDict
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """A string; numbers and booleans as JSON writes them."""
        value = self.values.get(name)
        if value is None:
            return default
        if isinstance(value, str):
            return value
        return json.dumps(value, ensure_ascii=False)

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; `default` where there is none or it does not look like one, as the original does."""
        value = self.values.get(name)
        if isinstance(value, bool) or value is None:
            return int(value) if value is not None else default
        if isinstance(value, int):
            return value
        try:
            return int(str(value).strip())
        except ValueError:
            return default

    def boolean(self, name: str) -> bool:
        value = self.values.get(name)
        if isinstance(value, bool):
            return value
        return value is not None and str(value).strip().lower() in _TRUE

    def json(self, name: str) -> Any:
        """A JSON value, given as itself or as text that holds it; None where it is absent or empty.

        Raises:
            ApiError: 400 where the text is not JSON.
        """
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, str):
            try:
                return json.loads(value)
            except ValueError:
                raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None
        return value


async def read_params(request: web.Request) -> Params:
    """All parameters of a request; those of the body stand over those of the address.

    Raises:
        ApiError: 400 where a JSON body cannot be read.
    """
    values: JsonDict = dict(parse_qsl(request.query_string, keep_blank_values=True)) if request.query_string else {}
    if request.method != "POST" or not request.body_exists:
        return Params(values)
    kind = request.content_type
    if kind == "multipart/form-data":
        return await _read_multipart(request, values)
    body = await request.read()
    if kind == "application/json":
        values.update(_json_object(body))
    elif body:
        values.update(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return Params(values)


def _json_object(body: bytes) -> JsonDict:
    if not body.strip():
        return {}
    try:
        value = json.loads(body)
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("can't parse JSON object")
    return value


async def _read_multipart(request: web.Request, values: JsonDict) -> Params:
    params = Params(values)
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        data = await part.read(decode=False)
        if part.filename is None:
            params.values[part.name] = data.decode("utf-8", "replace")
        else:
            content_type = part.headers.get("Content-Type", "application/octet-stream")
            params.files[part.name] = Upload(part.filename, content_type, bytes(data))
    return params
