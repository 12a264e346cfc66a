"""Write what validation found as one page that a curator can read in a browser, without network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Final

from geocoder.curation.check_places import claim_distance
from geocoder.curation.findings import Finding, Severity
from geocoder.curation.stats import Count, statistics
from geocoder.gazetteer import Gazetteer
from geocoder.model import Place

_STYLE: Final = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
table { border-collapse: collapse; margin: .5rem 0 2rem; width: 100%; }
th, td { border-bottom: 1px solid #ddd; padding: .25rem .6rem; text-align: start; vertical-align: top; }
th { background: #f4f4f4; position: sticky; top: 0; }
td.n { text-align: end; font-variant-numeric: tabular-nums; }
.error { color: #a40000; font-weight: 600; } .warning { color: #8a5a00; } .note { color: #555; }
details > summary { cursor: pointer; font-weight: 600; }
"""

Cell = str | float | None


def report_page(findings: Sequence[Finding], gazetteer: Gazetteer | None) -> str:
    """The page as HTML: counts, findings by severity, conflicts of positions, places without one.

    Args:
        findings: What `geocoder.curation.validation.validate` returned.
        gazetteer: What was validated; None if its shape does not let it be loaded.
    """
    title = f"Gazetteer report: {gazetteer.label}" if gazetteer else "Gazetteer report"
    body = [f"<h1>{escape(title)}</h1>", *_summary(findings), *_findings(findings)]
    if gazetteer is not None:
        body += [*_counts(gazetteer), *_claims(gazetteer), *_conflicts(gazetteer), *_unlocated(gazetteer)]
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n" + "\n".join(body) + "\n</html>\n"
    )


def write_report(path: Path, findings: Sequence[Finding], gazetteer: Gazetteer | None) -> None:
    """Write the page to a file.

    Raises:
        OSError: The file cannot be written.
    """
    path.write_text(report_page(findings, gazetteer), encoding="utf-8")


def _summary(findings: Sequence[Finding]) -> Iterator[str]:
    counts = Counter((finding.severity, finding.check) for finding in findings)
    yield "<h2>Summary</h2>"
    if not findings:
        yield "<p>Nothing found.</p>"
        return
    order = list(Severity)
    ordered = sorted(counts.items(), key=lambda each: (order.index(each[0][0]), -each[1], each[0][1]))
    rows = [(severity.value, check, count) for (severity, check), count in ordered]
    yield from _table(("severity", "check", "findings"), rows)


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    for severity in Severity:
        found = [finding for finding in findings if finding.severity is severity]
        if not found:
            continue
        opened = "" if severity is Severity.NOTE else " open"
        yield f'<details{opened}><summary class="{severity.value}">{len(found)} {severity.value}s</summary>'
        rows = [(_where(finding), finding.check, finding.message) for finding in found]
        yield from _table(("file and line", "check", "what and what to do"), rows)
        yield "</details>"


def _where(finding: Finding) -> str:
    name = "/".join(Path(finding.file).parts[-2:])
    return f"{name}:{finding.line}" if finding.line else name


def _counts(gazetteer: Gazetteer) -> Iterator[str]:
    found = statistics(gazetteer)
    yield "<h2>What is in it</h2>"
    yield from _table(_COUNT_HEAD, [_count_row(found.total)])
    for grouping, counts in found.groups.items():
        yield f"<h3>By {grouping}</h3>"
        yield from _table(_COUNT_HEAD, map(_count_row, counts))


_COUNT_HEAD: Final = ("", "places", "names", "located", "read", "footprints", "median radius, m")


def _count_row(count: Count) -> tuple[Cell, ...]:
    numbers = count.places, count.names, count.located, count.read, count.footprints
    return (count.label, *numbers, count.median_radius_m)


def _claims(gazetteer: Gazetteer) -> Iterator[str]:
    rows: list[tuple[Cell, ...]] = []
    for place in gazetteer:
        for claim in gazetteer.positions(place.id):
            distance = claim_distance(place, claim)
            if distance is not None:
                verdict = "inside the radius" if distance <= (place.radius_m or 0.0) else "outside the radius"
                rows.append(
                    (*_who(place), claim.source, round(distance), place.radius_m, verdict, claim.note)
                )
    rows.sort(key=lambda row: -float(row[3] or 0))
    yield f"<h2>Second opinions on positions ({len(rows)}), farthest first</h2>"
    head = ("place", "name", "source", "metres away", "radius, m", "verdict", "note")
    yield from _table(head, rows)


def _conflicts(gazetteer: Gazetteer) -> Iterator[str]:
    rows = [
        (each.subject_id, each.relation, each.object_id, each.source, each.conflict)
        for each in gazetteer.relations
        if each.conflict
    ]
    yield f"<h2>Relations that are known not to hold ({len(rows)})</h2>"
    yield from _table(("subject", "relation", "object", "source", "why"), rows)


def _unlocated(gazetteer: Gazetteer) -> Iterator[str]:
    rows = [
        (*_who(place), place.kind, place.parent_id, place.description)
        for place in gazetteer
        if not place.has_position
    ]
    yield f"<h2>Places without a position ({len(rows)})</h2>"
    yield from _table(("place", "name", "kind", "parent", "remark"), rows)


def _who(place: Place) -> tuple[str, str]:
    return place.id, place.title


def _table(head: Iterable[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    yield "<table><tr>" + "".join(f"<th>{escape(cell)}</th>" for cell in head) + "</tr>"
    for row in rows:
        yield "<tr>" + "".join(map(_cell, row)) + "</tr>"
    yield "</table>"


def _cell(value: Cell) -> str:
    if value is None:
        return "<td></td>"
    if isinstance(value, str):
        # <bdi> keeps an Arabic name from reordering what stands beside it.
        return f"<td><bdi>{escape(value)}</bdi></td>"
    return f'<td class="n">{value:,.0f}</td>'
