"""Print the memory of its own, in MB, that this process needs to open an index and search (Linux).

What it shares with other processes that have opened the same file is not counted; NumPy and the
other imports are not either.
"""

from __future__ import annotations

import sys
from pathlib import Path

from geocoder.bulk import BulkIndex

_TEXT = "وصلوا الى مدينة دير الزور ثم الى بلدة الميادين مساء امس. " * 20


def private_memory() -> float:
    """Megabytes that no other process shares."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private")) / 1000


def main() -> None:
    """Open the index named on the command line, and search in it."""
    before = private_memory()
    index = BulkIndex.open(sys.argv[1])
    found = index.find([_TEXT] * 200)
    print(round(private_memory() - before, 1))
    assert found.ids is index.ids


if __name__ == "__main__":
    main()
