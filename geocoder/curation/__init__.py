"""Keep gazetteers: check, report, count, import, export, write folders, propose positions and radii."""

from __future__ import annotations

from geocoder.curation.findings import Finding, Severity
from geocoder.curation.from_csv import import_csv
from geocoder.curation.from_geojson import import_geojson
from geocoder.curation.from_geonames import import_geonames
from geocoder.curation.from_lpf import import_lpf
from geocoder.curation.intake import ImportReport, Problem
from geocoder.curation.narrowing import Proposal, narrow, narrow_all
from geocoder.curation.opinions import LeftOut, RadiusProposal, leave_one_out, propose_radii
from geocoder.curation.report import report_page, write_report
from geocoder.curation.stats import Count, Statistics, statistics
from geocoder.curation.to_csv import csv_lines, export_csv
from geocoder.curation.to_geojson import export_geojson, geojson_lines
from geocoder.curation.to_gpkg import export_gpkg
from geocoder.curation.to_lpf import export_lpf, lpf_lines
from geocoder.curation.validation import validate, worst
from geocoder.curation.write import dump

__all__ = [
    "Count",
    "Finding",
    "ImportReport",
    "LeftOut",
    "Problem",
    "Proposal",
    "RadiusProposal",
    "Severity",
    "Statistics",
    "csv_lines",
    "dump",
    "export_csv",
    "export_geojson",
    "export_gpkg",
    "export_lpf",
    "geojson_lines",
    "import_csv",
    "import_geojson",
    "import_geonames",
    "import_lpf",
    "leave_one_out",
    "lpf_lines",
    "narrow",
    "narrow_all",
    "propose_radii",
    "report_page",
    "statistics",
    "validate",
    "worst",
    "write_report",
]
