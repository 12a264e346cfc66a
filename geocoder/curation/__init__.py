"""Keep gazetteers: check, report, count, import, export, narrow positions and write folders."""

from __future__ import annotations

from geocoder.curation.findings import Finding, Severity
from geocoder.curation.narrowing import Proposal, narrow, narrow_all
from geocoder.curation.report import report_page, write_report
from geocoder.curation.stats import Count, Statistics, statistics
from geocoder.curation.validation import validate, worst
from geocoder.curation.write import dump

__all__ = [
    "Count",
    "Finding",
    "Proposal",
    "Severity",
    "Statistics",
    "dump",
    "narrow",
    "narrow_all",
    "report_page",
    "statistics",
    "validate",
    "worst",
    "write_report",
]
