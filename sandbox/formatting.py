"""Text with HTML marks as the Bot API reads it: plain text and entities in UTF-16 units."""

import html
import re
from dataclasses import dataclass, field

from sandbox.wire import Json, bad_request

_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_OTHERS = frozenset({"a", "span", "tg-emoji", "tg-time"})
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)?([^<>]*)(>?)")
_ATTRIBUTE = re.compile(r"""([a-zA-Z][a-zA-Z0-9-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
_COMMAND = re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?")
_MENTION = re.compile(r"(?<![\w@/])@[A-Za-z0-9_]{3,32}")
_URL = re.compile(r"https?://[^\s<>\"]+")
MOST_ENTITIES = 100


def utf16_length(text: str) -> int:
    """The length in UTF-16 units, which entity offsets count."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


@dataclass(slots=True)
class _Open:
    tag: str
    offset: int
    attributes: dict[str, str]


@dataclass(slots=True)
class _Reading:
    parts: list[str] = field(default_factory=list)
    length: int = 0
    stack: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def plain(self, text: str) -> None:
        unescaped = _REFERENCE.sub(lambda found: html.unescape(found[0]), text)
        self.parts.append(unescaped)
        self.length += utf16_length(unescaped)


def read_html(text: str) -> tuple[str, list[Json]]:
    """Plain text and entities of HTML marks; refuses what Telegram refuses."""
    if "<" not in text and "&" not in text:
        return text, []
    reading = _Reading()
    at = 0
    for found in _TAG.finditer(text):
        reading.plain(text[at : found.start()])
        at = found.end()
        _read_tag(reading, found, len(text[: found.start()].encode()))
    reading.plain(text[at:])
    if reading.stack:
        tag = reading.stack[-1].tag
        raise _cannot(f'Can\'t find end tag corresponding to start tag "{tag}"')
    reading.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return "".join(reading.parts), reading.entities


def _cannot(reason: str) -> Exception:
    return bad_request(f"can't parse entities: {reason}")


def _read_tag(reading: _Reading, found: re.Match[str], byte: int) -> None:
    closing, name, rest, bracket = found.groups()
    tag = (name or "").lower()
    if not bracket:
        what = "end tag" if closing else "start tag"
        raise _cannot(f"Unclosed {what} at byte offset {byte}")
    if closing:
        _close(reading, tag, byte)
        return
    if tag not in _SIMPLE and tag not in _OTHERS:
        raise _cannot(f'Unsupported start tag "{tag}" at byte offset {byte}')
    attributes = {key.lower(): _unquoted(value) for key, value in _ATTRIBUTE.findall(rest)}
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise _cannot(f'Tag "span" must have class "tg-spoiler" at byte offset {byte}')
    reading.stack.append(_Open(tag, reading.length, attributes))


def _unquoted(value: str) -> str:
    if value[:1] in {'"', "'"}:
        value = value[1:-1]
    return html.unescape(value)


def _close(reading: _Reading, tag: str, byte: int) -> None:
    if not reading.stack:
        raise _cannot(f"Unexpected end tag at byte offset {byte}")
    opened = reading.stack.pop()
    if tag and tag != opened.tag:
        raise _cannot(
            f'Unmatched end tag at byte offset {byte}, expected "</{opened.tag}>", found "</{tag}>"'
        )
    length = reading.length - opened.offset
    if length == 0:
        return
    entity = _entity(opened, reading)
    if entity is not None:
        reading.entities.append({"offset": opened.offset, "length": length, **entity})


def _entity(opened: _Open, reading: _Reading) -> Json | None:
    attributes = opened.attributes
    if opened.tag == "a":
        url = attributes.get("href") or "".join(reading.parts).strip()
        if url.startswith("tg://user?id="):
            # Telegram turns this into a mention of a user; the sandbox keeps the link.
            return {"type": "text_link", "url": url}
        return {"type": "text_link", "url": url} if "." in url or "://" in url else None
    if opened.tag == "span":
        return {"type": "spoiler"}
    if opened.tag == "tg-emoji":
        return {"type": "custom_emoji", "custom_emoji_id": attributes.get("emoji-id", "")}
    if opened.tag == "tg-time":
        return None
    if opened.tag == "blockquote" and "expandable" in attributes:
        return {"type": "expandable_blockquote"}
    return {"type": _SIMPLE[opened.tag]}


def found_in(text: str) -> list[Json]:
    """What Telegram marks by itself in any text: commands, mentions, links."""
    if "/" not in text and "@" not in text:
        return []
    spans = [("url", found) for found in _URL.finditer(text)]
    taken = [found.span() for _, found in spans]
    for kind, pattern in (("bot_command", _COMMAND), ("mention", _MENTION)):
        for found in pattern.finditer(text):
            if not any(start < found.end() and found.start() < end for start, end in taken):
                spans.append((kind, found))
                taken.append(found.span())
    return [
        {
            "type": kind,
            "offset": utf16_length(text[: found.start()]),
            "length": utf16_length(found[0]),
        }
        for kind, found in sorted(spans, key=lambda span: span[1].start())
    ]


def trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Without white space at either end, entities moved along; Telegram does the same."""
    stripped = text.strip()
    if stripped == text:
        return text, entities
    before = utf16_length(text) - utf16_length(text.lstrip())
    length = utf16_length(stripped)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - before, 0)
        end = min(entity["offset"] - before + entity["length"], length)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return stripped, kept


def formatted(
    text: str, *, parse_mode: str | None, entities: list[Json] | None
) -> tuple[str, list[Json]]:
    """Text and entities of what a bot sent; only HTML marks are known here."""
    if entities and not parse_mode:
        plain, marks = text, list(entities)
    elif not parse_mode:
        plain, marks = text, []
    elif parse_mode.lower() == "html":
        plain, marks = read_html(text)
    else:
        raise bad_request("unsupported parse_mode")
    plain, marks = trimmed(plain, marks)
    covered = {(mark["offset"], mark["length"]) for mark in marks}
    marks += [mark for mark in found_in(plain) if (mark["offset"], mark["length"]) not in covered]
    return plain, marks[:MOST_ENTITIES]
