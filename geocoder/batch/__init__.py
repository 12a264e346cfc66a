"""Many documents at once: from files of many kinds to files of many kinds, in order and in constant memory.

>>> from geocoder.batch import Options, run_batch
>>> summary = run_batch(["posts.jsonl"], "places.jsonl", processes=2)  # doctest: +SKIP
>>> summary.total.documents  # doctest: +SKIP
1000
"""

from geocoder.batch.journal import Checkpoint, TargetError
from geocoder.batch.options import Options
from geocoder.batch.rows import Fault
from geocoder.batch.runner import Interrupted, Summary, run_batch

__all__ = ["Checkpoint", "Fault", "Interrupted", "Options", "Summary", "TargetError", "run_batch"]
