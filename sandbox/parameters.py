"""Parameters as they come over the wire, turned into values of the right kinds."""

import json
from collections.abc import Mapping
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from sandbox.spec import Signature
from sandbox.wire import Json, Upload, bad_request

_SENTENCES = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
}
_TRUE = frozenset({"true", "yes", "1"})

Raw = Mapping[str, object]


async def raw_parameters(request: web.Request) -> tuple[Raw, dict[str, Upload]]:
    """What a request gives, whichever of the four ways it comes."""
    kind = request.content_type
    given: dict[str, object] = dict(request.query) if request.query_string else {}
    if request.body_exists is False:
        return given, {}
    if kind == "multipart/form-data":
        fields, files = await _multipart(request)
        return given | fields, files
    body = await request.read()
    if not body:
        return given, {}
    if kind == "application/json":
        try:
            fields = json.loads(body)
        except ValueError:
            raise bad_request("can't parse JSON object") from None
        if not isinstance(fields, dict):
            raise bad_request("expected an Object")
        return given | fields, {}
    return given | dict(parse_qsl(body.decode(), keep_blank_values=True)), {}


async def _multipart(request: web.Request) -> tuple[dict[str, object], dict[str, Upload]]:
    fields: dict[str, object] = {}
    files: dict[str, Upload] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        content = bytes(await part.read(decode=True))
        if part.filename is None:
            fields[part.name] = content.decode()
        else:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            files[part.name] = Upload(part.filename, content, mime.split(";")[0])
    return fields, files


def read_parameters(
    signature: Signature, raw: Raw, files: dict[str, Upload], violations: list[str]
) -> Json:
    """Values by kind; what the method does not know goes to `violations` and is left out."""
    given: Json = {}
    kinds = signature.kinds
    for name, value in raw.items():
        kind = kinds.get(name)
        if kind is None:
            violations.append(f"{signature.name}: unknown parameter {name!r}")
        elif value is not None:
            given[name] = _READERS[kind](name, value)
    for name, upload in files.items():
        if kinds.get(name) == "f":
            given[name] = upload
    if not signature.required <= given.keys():
        missing = sorted(signature.required - given.keys())
        violations.append(f"{signature.name}: required parameter {missing[0]!r} is missing")
        raise bad_request(_SENTENCES.get(missing[0], f'parameter "{missing[0]}" is required'))
    return given


def _chat_id(name: str, value: object) -> int | str:
    if type(value) is int:
        return value
    text = str(value)
    if text.startswith("@"):
        return text
    try:
        return int(text)
    except ValueError:
        raise bad_request("chat not found" if text else "chat_id is empty") from None


def _integer(name: str, value: object) -> int:
    if type(value) is int:
        return value
    try:
        return int(str(value))
    except ValueError:
        raise bad_request(f'parameter "{name}" must be of type Integer') from None


def _boolean(name: str, value: object) -> bool:
    return value if isinstance(value, bool) else str(value).lower() in _TRUE


def _text(name: str, value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _json(name: str, value: object) -> object:
    if not isinstance(value, str):
        return value
    if not value:
        return None
    try:
        return json.loads(value)
    except ValueError:
        raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None


def _file(name: str, value: object) -> str:
    return str(value)


_READERS = {
    "c": _chat_id,
    "i": _integer,
    "b": _boolean,
    "s": _text,
    "j": _json,
    "f": _file,
}
