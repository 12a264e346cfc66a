"""spaCy: the pipeline component ``geocoder``, for any language and without a model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from geocoder.gazetteer import Gazetteer
from geocoder.pipeline import Geocoder

SPANS: Final = "places"
"""Key of ``doc.spans`` under which the mentions stand."""


# spaCy may be absent when the types are checked.
@Language.factory(  # type: ignore[untyped-decorator]
    "geocoder",
    default_config={"gazetteers": [], "min_confidence": 0.0, "set_ents": False},
    assigns=["doc._.geocoder", "span._.mention"],
)
def make_component(
    nlp: Language,
    name: str,
    *,
    gazetteers: Sequence[str] = (),
    min_confidence: float = 0.0,
    set_ents: bool = False,
) -> GeocoderComponent:
    """Make the component; spaCy calls this for ``nlp.add_pipe("geocoder")``.

    Args:
        nlp: The pipeline.
        name: Name of the component in it.
        gazetteers: Bundled names or folders; all bundled ones if there is none.
        min_confidence: Mentions less sure than this (0 to 1) get no span.
        set_ents: Also make the spans entities, where they do not run across others.
    """
    del nlp, name
    geocoder = Geocoder(Gazetteer.load(*gazetteers)) if gazetteers else Geocoder()
    return GeocoderComponent(geocoder, min_confidence, set_ents=set_ents)


class GeocoderComponent:
    """Sets ``doc._.geocoder`` (the Document) and ``doc.spans["places"]``.

    A span covers whole tokens, so it may hold a clitic or two places that spaCy did not cut apart;
    ``span._.mention.start`` and ``.end`` are the exact offsets in characters. Its label is the kind
    of the place, its ``kb_id_`` the place id.
    """

    def __init__(self, geocoder: Geocoder, min_confidence: float, *, set_ents: bool) -> None:
        self._geocoder = geocoder
        self._min_confidence = min_confidence
        self._set_ents = set_ents
        for holder, extension in ((Doc, "geocoder"), (Span, "mention")):
            if not holder.has_extension(extension):
                holder.set_extension(extension, default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Geoparse the text of a doc and mark it."""
        document = self._geocoder.geoparse(doc.text)
        spans: list[Span] = []
        for mention in document.mentions:
            if mention.confidence < self._min_confidence:
                continue
            place = mention.place
            span = doc.char_span(
                mention.start,
                mention.end,
                label=place.kind if place else mention.kind,
                kb_id=place.id if place else "",
                alignment_mode="expand",
            )
            span._.mention = mention
            spans.append(span)
        doc._.geocoder = document
        doc.spans[SPANS] = spans
        if self._set_ents:
            doc.set_ents(filter_spans([*doc.ents, *spans]))
        return doc
