"""The exception tree of the library.

    GeocoderError
    ├── GazetteerError (ValueError)   a gazetteer folder or table cannot be used
    ├── RulesError (ValueError)       a file of language rules cannot be used
    ├── IndexFileError (ValueError)   a compiled index is stale, damaged or foreign
    └── InputError (ValueError)       a text, table or option given by the caller cannot be used

Every message says what was wrong, where, and what to do about it.
"""

from __future__ import annotations


class GeocoderError(Exception):
    """Root of all errors that the library raises on purpose."""


class GazetteerError(GeocoderError, ValueError):
    """A gazetteer is missing, unreadable or breaks the format.

    Attributes:
        file: The file (or folder) at fault, empty when there is none.
        line: 1-based line in that file, 0 when the whole file is meant.
        message: What was wrong and what to do, without the place.
    """

    def __init__(self, message: str, *, file: str = "", line: int = 0) -> None:
        self.file = file
        self.line = line
        self.message = message
        where = f"{file}:{line}: " if file and line else f"{file}: " if file else ""
        super().__init__(where + message)


class RulesError(GeocoderError, ValueError):
    """A language file (word lists, rules) is malformed."""


class IndexFileError(GeocoderError, ValueError):
    """A compiled index cannot be trusted: wrong version, checksum or sources."""


class InputError(GeocoderError, ValueError):
    """What the caller gave cannot be used."""
