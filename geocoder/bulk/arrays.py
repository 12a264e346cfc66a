"""Array types, one hash function and the two table shapes that everything here is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Bytes: TypeAlias = npt.NDArray[np.uint8]
Words32: TypeAlias = npt.NDArray[np.uint32]
Words64: TypeAlias = npt.NDArray[np.uint64]
Numbers: TypeAlias = npt.NDArray[np.int32]
Indices: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]

_ODD_1 = np.uint64(0x9E3779B97F4A7C15)
_ODD_2 = np.uint64(0xC2B2AE3D27D4EB4F)
_ODD_3 = np.uint64(0xD6E8FEB86659FD93)
_FOLD = np.uint64(29)
"""Odd constants with well-spread bits (golden ratio, xxHash, splitmix) and a shift near half a word."""


def mix(first: Words64, second: Words64) -> Words64:
    """Hashes of pairs of 64-bit words; the high bits are the good ones."""
    mixed = first * _ODD_1
    mixed += second * _ODD_2
    mixed ^= mixed >> _FOLD
    mixed *= _ODD_3
    return mixed


def ragged(low: Indices, high: Indices) -> tuple[Indices, Indices]:
    """Unroll the ranges ``[low, high)``.

    Returns:
        For each element of each range, the number of its range and the element.
    """
    counts = high - low
    owner = np.repeat(np.arange(len(counts)), counts)
    shift = low - (np.cumsum(counts) - counts)
    return owner, np.arange(len(owner)) + shift[owner]


@dataclass(frozen=True, slots=True)
class Buckets:
    """Where the entries of each hash bucket lie in tables that are sorted by hash.

    Attributes:
        bounds: First entry of each bucket, and one more at the end; a power of two plus one long.
    """

    bounds: Words32

    @classmethod
    def of(cls, hashes: Words64, *, per_entry: int = 2) -> Buckets:
        """Buckets over hashes in rising order.

        Args:
            hashes: The hashes.
            per_entry: At least so many buckets an entry; with two, most absent keys meet an empty one.
        """
        bits = max(4, (per_entry * len(hashes)).bit_length())
        counts = np.bincount((hashes >> np.uint64(64 - bits)).astype(np.int64), minlength=1 << bits)
        bounds = np.zeros((1 << bits) + 1, dtype=np.uint32)
        np.cumsum(counts, out=bounds[1:], dtype=np.uint32)
        return cls(bounds)

    def range(self, hashes: Words64) -> tuple[Indices, Indices]:
        """First entry and end of the bucket of each hash."""
        shift = np.uint64(65 - len(self.bounds).bit_length())
        bucket = (hashes >> shift).astype(np.int64)
        low = self.bounds.take(bucket, mode="clip")
        bucket += 1
        return low.astype(np.int64), self.bounds.take(bucket, mode="clip").astype(np.int64)


@dataclass(frozen=True, slots=True)
class PairTable:
    """A set of pairs of 64-bit words; the position of a pair is its number.

    Attributes:
        first, second: The words of each pair, sorted by hash.
        buckets: Where each hash bucket lies.
    """

    first: Words64
    second: Words64
    buckets: Buckets

    @classmethod
    def of(cls, first: Words64, second: Words64) -> tuple[PairTable, Indices]:
        """The table of all distinct pairs, and for each given pair its number."""
        hashes = mix(first, second)
        order = np.lexsort((second, first, hashes))
        first, second, hashes = first[order], second[order], hashes[order]
        fresh = np.ones(len(order), dtype=np.bool_)
        fresh[1:] = (first[1:] != first[:-1]) | (second[1:] != second[:-1])
        numbers = np.empty(len(order), dtype=np.int64)
        numbers[order] = np.cumsum(fresh) - 1
        return cls(first[fresh], second[fresh], Buckets.of(hashes[fresh])), numbers

    def find(self, first: Words64, second: Words64) -> Indices:
        """Number of each pair, -1 where the table has none."""
        low, high = self.buckets.range(mix(first, second))
        found = np.full(len(first), -1, dtype=np.int64)
        waiting = np.flatnonzero(low < high)
        entry, high = low[waiting], high[waiting]
        first, second = first[waiting], second[waiting]
        while len(waiting):
            same = self.first[entry] == first
            same &= self.second[entry] == second
            found[waiting[same]] = entry[same]
            entry += 1
            more = np.flatnonzero(~same & (entry < high))
            waiting, entry, high = waiting[more], entry[more], high[more]
            first, second = first[more], second[more]
        return found


@dataclass(frozen=True, slots=True)
class Rows:
    """Values by 64-bit hash, several to a hash.

    Attributes:
        tags: Some bits of the hash of each row, besides those that choose the bucket.
        values: The value of each row.
        buckets: Where each hash bucket lies.
    """

    tags: Words32
    values: Words32
    buckets: Buckets

    @classmethod
    def of(cls, hashes: Words64, values: Words32) -> Rows:
        """Rows with these hashes and values; equal rows are kept once."""
        order = np.lexsort((values, hashes))
        hashes, values = hashes[order], values[order]
        fresh = np.ones(len(order), dtype=np.bool_)
        fresh[1:] = (hashes[1:] != hashes[:-1]) | (values[1:] != values[:-1])
        hashes = hashes[fresh]
        return cls(_tags(hashes), values[fresh], Buckets.of(hashes, per_entry=1))

    def find(self, hashes: Words64) -> tuple[Indices, Indices]:
        """All rows of the given hashes: for each the number of its hash, and its value."""
        low, high = self.buckets.range(hashes)
        full = np.flatnonzero(low < high)
        owner, row = ragged(low[full], high[full])
        owner = full[owner]
        same = np.flatnonzero(self.tags[row] == _tags(hashes[owner]))
        return owner[same], self.values[row[same]].astype(np.int64)


def _tags(hashes: Words64) -> Words32:
    """The bits below the top 32, which no table is large enough to use for its buckets."""
    return hashes.astype(np.uint32)
