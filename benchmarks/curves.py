"""Draw curves on two logarithmic axes as a small SVG file, without a plotting package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil, floor, log10
from pathlib import Path

_WIDTH, _HEIGHT = 760, 430
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 200, 40, 45
_COLOURS = ("#0b6e4f", "#c1440e", "#1f5fa8", "#8a5a00", "#7a3b8f", "#666666", "#b0265a", "#2a8c8c")


def draw(path: Path, title: str, lines: Mapping[str, Sequence[tuple[float, float]]]) -> None:
    """Write the curves; a curve's name stands at its last point."""
    points = [point for line in lines.values() for point in line]
    low_x, high_x = _decades([x for x, _ in points])
    low_y, high_y = _decades([y for _, y in points])

    def place(x: float, y: float) -> tuple[float, float]:
        across = (log10(x) - low_x) / (high_x - low_x)
        up = (log10(y) - low_y) / (high_y - low_y)
        return _LEFT + across * (_WIDTH - _LEFT - _RIGHT), _HEIGHT - _BOTTOM - up * (_HEIGHT - _TOP - _BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}">',
        "<style>text { font: 12px sans-serif }</style>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
        f'<text x="{_LEFT}" y="22">{escape(title)}</text>',
        f'<text x="{_LEFT}" y="{_HEIGHT - 8}">names in the gazetteer</text>',
    ]
    for power in range(low_x, high_x + 1):
        x, bottom = place(10**power, 10**low_y)
        parts.append(f'<line x1="{x:.0f}" x2="{x:.0f}" y1="{_TOP}" y2="{bottom:.0f}" stroke="#ddd"/>')
        parts.append(f'<text x="{x:.0f}" y="{bottom + 16:.0f}" text-anchor="middle">{10**power:,}</text>')
    for power in range(low_y, high_y + 1):
        left, y = place(10**low_x, 10**power)
        right, _ = place(10**high_x, 10**power)
        parts.append(f'<line x1="{left:.0f}" x2="{right:.0f}" y1="{y:.0f}" y2="{y:.0f}" stroke="#ddd"/>')
        label = f"{10**power:,}" if power >= 0 else f"{10**power:g}"
        parts.append(f'<text x="{left - 6:.0f}" y="{y + 4:.0f}" text-anchor="end">{label}</text>')
    taken: list[float] = []
    for number, (name, line) in enumerate(lines.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        places = [place(*point) for point in line]
        track = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        parts.append(f'<polyline points="{track}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.extend(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places)
        x, y = places[-1]
        while any(abs(y - other) < 13 for other in taken):
            y += 13
        taken.append(y)
        label_x = _WIDTH - _RIGHT + 12
        parts.append(
            f'<line x1="{x:.0f}" y1="{places[-1][1]:.0f}" x2="{label_x - 3}" y2="{y:.0f}" stroke="{colour}" '
            'stroke-dasharray="1 4"/>'
        )
        parts.append(f'<text x="{label_x}" y="{y + 4:.0f}" fill="{colour}">{escape(name)}</text>')
    path.write_text("\n".join([*parts, "</svg>"]) + "\n", "utf-8")


def _decades(values: Sequence[float]) -> tuple[int, int]:
    low = floor(log10(min(values)))
    return low, max(ceil(log10(max(values))), low + 1)
