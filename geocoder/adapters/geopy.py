"""geopy: a geocoder class like those of geopy, for programs that are written against it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from geopy.geocoders.base import DEFAULT_SENTINEL
from geopy.geocoders.base import Geocoder as Base
from geopy.location import Location
from geopy.point import Point

from geocoder.errors import InputError
from geocoder.pipeline import Geocoder
from geocoder.record import location_record

if TYPE_CHECKING:
    from geocoder.model import Location as Found

_LIMIT = 5


class DeirEzZor(Base):  # type: ignore[misc]  # geopy ships no types
    """Answers ``geocode`` and ``reverse`` from the gazetteers of this machine, without a network.

    Answers are ``geopy.location.Location``; what this library knows beyond a point stands in ``raw``.
    A place without a position is left out: geopy cannot say "known, but not where".

    Args:
        geocoder: The geocoder; one over the bundled gazetteers if None.
    """

    def __init__(self, *, geocoder: Geocoder | None = None) -> None:
        super().__init__()
        self._geocoder = geocoder or Geocoder()

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        timeout: object = DEFAULT_SENTINEL,
    ) -> Location | list[Location] | None:
        """The place, or the places, that a query may mean; None if there is none.

        Args:
            query: Such as "دوار البكرة، الميادين".
            exactly_one: Return the best one instead of a list.
            limit: At most so many; 5 if None.
            timeout: Taken for the sake of geopy's interface; there is nothing to wait for.
        """
        del timeout
        return _answer(self._geocoder.geocode(query, limit=limit or _LIMIT), exactly_one=exactly_one)

    def reverse(
        self,
        query: Point | str | tuple[float, float],
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        timeout: object = DEFAULT_SENTINEL,
    ) -> Location | list[Location] | None:
        """The nearest place, or places, of a point.

        Args:
            query: A ``geopy.point.Point``, a string "latitude, longitude" or a pair of degrees.
            exactly_one: Return the nearest one instead of a list.
            limit: At most so many; 5 if None.
            timeout: As for `geocode`.

        Raises:
            InputError: The query is no point.
        """
        del timeout
        try:
            point = Point(query)
        except (ValueError, TypeError) as error:
            raise InputError(f"{query!r} is no point ({error}); give latitude, longitude") from error
        found = self._geocoder.reverse(point.latitude, point.longitude, limit=limit or _LIMIT)
        return _answer(found, exactly_one=exactly_one)


def _answer(found: Iterable[Found], *, exactly_one: bool) -> Location | list[Location] | None:
    locations = [
        Location(each.name, Point(each.latitude, each.longitude), location_record(each))
        for each in found
        if each.latitude is not None
    ]
    if not locations:
        return None
    return locations[0] if exactly_one else locations
