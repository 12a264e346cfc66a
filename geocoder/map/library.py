"""The files of Leaflet, which come from the wheel XStatic-Leaflet and not from this repository."""

from __future__ import annotations

import base64
import re
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

from geocoder.errors import GeocoderError

_WHEEL: Final = "XStatic-Leaflet"
_FOLDER: Final = "xstatic/pkg/leaflet/data"
_URL = re.compile(r"url\((images/[\w.-]+\.png)\)")

LICENCE: Final = """\
Leaflet (https://leafletjs.com), BSD-2-Clause

Copyright (c) 2010-2023, Volodymyr Agafonkin
Copyright (c) 2010-2011, CloudMade
All rights reserved.

Redistribution and use in source and binary forms, with or without modification, are permitted provided
that the following conditions are met:

1. Redistributions of source code must retain the above copyright notice, this list of conditions and
   the following disclaimer.

2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and
   the following disclaimer in the documentation and/or other materials provided with the distribution.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED
WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A
PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR
ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT
LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR
TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF
ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
"""
"""The wheel holds no licence text, and the licence asks for it beside every copy."""


class LibraryMissingError(GeocoderError):
    """Leaflet is not installed."""


@cache
def leaflet_script() -> str:
    """Leaflet's script, without the pointer to its source map (which a browser would fetch)."""
    script = (_folder() / "leaflet.js").read_text(encoding="utf-8")
    return re.sub(r"\n//# sourceMappingURL=.*", "", script)


@cache
def leaflet_style() -> str:
    """Leaflet's style sheet with its pictures in it."""

    def inline(found: re.Match[str]) -> str:
        picture = base64.b64encode((_folder() / found[1]).read_bytes()).decode()
        return f'url("data:image/png;base64,{picture}")'

    return _URL.sub(inline, (_folder() / "leaflet.css").read_text(encoding="utf-8"))


@cache
def _folder() -> Path:
    try:
        folder = Path(str(distribution(_WHEEL).locate_file(_FOLDER)))
    except PackageNotFoundError:
        folder = Path()
    if not (folder / "leaflet.js").is_file():
        raise LibraryMissingError(
            "maps need Leaflet; install it with: pip install 'deir-ez-zor-geocoder[map]'"
        )
    return folder
