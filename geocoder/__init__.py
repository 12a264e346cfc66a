"""Find the places of Deir ez-Zor in Arabic and English text and put them on the ground.

>>> from geocoder import Geocoder
>>> document = Geocoder().geoparse("قصف على حي الجورة")
>>> [(mention.surface, mention.place.id) for mention in document.mentions]
[('حي الجورة', 'joura')]

The names below are loaded when they are first used, so that importing the package opens no file
and costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from geocoder._version import __version__
from geocoder.errors import GazetteerError, GeocoderError, InputError, RulesError
from geocoder.model import Candidate, Evidence, Location, Mention, Place, PlaceName, Relation

if TYPE_CHECKING:
    from geocoder.document import Document
    from geocoder.formats import to_geojson, to_jsonl
    from geocoder.gazetteer import Gazetteer
    from geocoder.pipeline import Geocoder

__all__ = [
    "Candidate",
    "Document",
    "Evidence",
    "Gazetteer",
    "GazetteerError",
    "Geocoder",
    "GeocoderError",
    "InputError",
    "Location",
    "Mention",
    "Place",
    "PlaceName",
    "Relation",
    "RulesError",
    "__version__",
    "to_geojson",
    "to_jsonl",
]

_LAZY = {
    "Document": "geocoder.document",
    "Gazetteer": "geocoder.gazetteer",
    "Geocoder": "geocoder.pipeline",
    "to_geojson": "geocoder.formats",
    "to_jsonl": "geocoder.formats",
}


def __getattr__(name: str) -> object:
    """Load a name of the public interface from its module on first use."""
    home = _LAZY.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """All public names, loaded or not."""
    return sorted(__all__)
