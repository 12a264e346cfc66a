"""Many documents at once: rows in, records out, in order and in constant memory."""

from geocoder.batch.rows import Fault, Row, read_jsonl
from geocoder.batch.run import Summary, records

__all__ = ["Fault", "Row", "Summary", "read_jsonl", "records"]
