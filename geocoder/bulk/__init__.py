"""Array-based matching for very large gazetteers and batches of texts: the core that needs NumPy.

It finds the same names at the same offsets as the small matcher, but works on all words of a batch
at once and reads its tables from one file that processes share by memory map.

    index = BulkIndex.build([("دير الزور", "city"), ("الميادين", "mayadin")])
    for match in index.find(["وصلوا لدير الزور"]):
        print(match.document, match.start, match.end, match.ids)
"""

from __future__ import annotations

from geocoder.bulk.index import BulkIndex
from geocoder.bulk.matches import BulkMatch, Matches

__all__ = ["BulkIndex", "BulkMatch", "Matches"]
