"""Read JSON documents as streams: Telegram's ``result.json``, of one chat or many, and arrays of objects."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from types import ModuleType
from typing import BinaryIO, Final, cast

from geocoder.batch.columns import choose
from geocoder.batch.extras import needed
from geocoder.batch.inputs import Input
from geocoder.batch.options import Options
from geocoder.batch.rows import Item, Origin
from geocoder.batch.streams import Meter, open_bytes
from geocoder.errors import InputError
from geocoder.record import Record

_ONE_CHAT: Final = "messages.item"
_MESSAGES: Final = (_ONE_CHAT, "chats.list.item.messages.item")
"""Where the messages of one exported chat stand, and those of many."""
_ARRAY: Final = "item"


def read_json(source: Input, options: Options, meter: Meter) -> Iterator[Item]:
    """Yield each message with its date, sender and chat, or each object of an array.

    The line of an item is its number in the file, from 1. What Telegram notes about a chat itself
    (members who join, calls) is no message and left out.

    Raises:
        InputError: It is no JSON, or neither an export nor an array.
    """
    ijson = needed("ijson", extra="batch", task="read exported chats")
    with open_bytes(source, meter) as stream:
        if stream.peek(3).startswith(codecs.BOM_UTF8):
            stream.read(3)
        number = 0
        origin: Origin | None = None
        try:
            for path, value, chat in _values(ijson, stream):
                number += 1
                if path == _ARRAY:
                    if origin is None:
                        origin = Origin(source.name, *choose(value, options))
                    yield Item(origin, number, value)
                elif value.get("type", "message") == "message":
                    yield Item(
                        Origin(source.name, "text", "doc_id"),
                        number,
                        _message(value, chat, many=path != _ONE_CHAT),
                    )
        except ijson.JSONError as error:
            raise InputError(f"no JSON, or cut short, after record {number} ({error})") from error
        if not number:
            raise InputError("neither Telegram's result.json nor an array of objects; JSON Lines is .jsonl")


def _values(ijson: ModuleType, stream: BinaryIO) -> Iterator[tuple[str, Record, Record]]:
    """Each object of interest with its path and with what is known of its chat by then."""
    builder, inside, chat = None, "", Record()
    for path, event, value in ijson.parse(stream, use_float=True):
        if builder is not None:
            builder.event(event, value)
            if path == inside and event == "end_map":
                yield path, builder.value, chat
                builder = None
        elif event == "start_map" and (path in _MESSAGES or path == _ARRAY):
            builder, inside = ijson.ObjectBuilder(), path
            builder.event(event, value)
        elif event == "start_map" and path == "chats.list.item":
            chat = {}
        elif path.removeprefix("chats.list.item.") in ("name", "id"):
            chat = {**chat, path.removeprefix("chats.list.item."): value}


def _message(value: Record, chat: Record, *, many: bool) -> Record:
    scalars = {key: each for key, each in value.items() if not isinstance(each, dict | list)}
    doc_id = f"{chat.get('id')}/{value.get('id')}" if many else value.get("id")
    about = {f"chat_{key}": each for key, each in chat.items() if each is not None}
    message: Record = {"doc_id": doc_id, **scalars, **about}
    if "text" in value:
        message["text"] = _text(value["text"])
    return message


def _text(value: object) -> object:
    """The text of a message, which Telegram cuts into pieces where there are links and the like."""
    if not isinstance(value, list):
        return value
    pieces = (
        each.get("text", "") if isinstance(each, dict) else each for each in cast("list[object]", value)
    )
    return "".join(piece for piece in pieces if isinstance(piece, str))
