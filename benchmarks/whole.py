"""The whole geoparser on posts of 1,000 characters: its speed, its peers' look-ups, where its time goes."""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from random import Random
from statistics import median
from typing import TypeVar

import orjson
from generate import POST, vocabulary

from geocoder import Gazetteer, Geocoder
from geocoder.focus import rank_focus
from geocoder.interpret import interpret
from geocoder.normalize import normalize
from geocoder.relate import relate
from geocoder.resolve import resolve

_TEXTS = Path(__file__).with_name("data") / "texts_ar.txt"
_ROUNDS = 5

Result = dict[str, object]
T = TypeVar("T")


def make_posts(count: int, *, seed: int, about_places: float) -> list[str]:
    """Posts made of sentences of the development corpus and of ordinary words.

    Args:
        count: Number of posts.
        seed: Another seed, other posts.
        about_places: Share of the sentences that come from the corpus, nearly all of which name places.
    """
    random = Random(seed)
    texts = [line for line in _TEXTS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    sentences = [
        sentence.strip() + "." for text in texts for sentence in text.split(".") if len(sentence) > 10
    ]
    words, weights = vocabulary()
    posts = []
    for _ in range(count):
        post = ""
        while len(post) < POST:
            if random.random() < about_places:
                post += random.choice(sentences) + " "
            else:
                post += " ".join(random.choices(words, cum_weights=weights, k=16)) + ". "
        posts.append(post[:POST])
    return posts


def measure(*, posts: int, report: Callable[[str], None]) -> Result:
    """Posts a second for the geoparser and for what it is compared with, and the time of each stage."""
    geocoder = Geocoder()
    names = sorted({name.toponym for place in Gazetteer.load() for name in place.names})
    searches: dict[str, Callable[[list[str]], object]] = {
        # As in a stream: a document is read, handed on and let go.
        "Geocoder.geoparse": lambda texts: sum(len(geocoder.geoparse(text).mentions) for text in texts)
    }
    # The peers import only where their packages are installed.
    from peers import lookups  # noqa: PLC0415

    if find_spec("flashtext") is not None:
        searches["flashtext, look-up only"] = lookups.FlashText(names).find
    if find_spec("spacy") is not None:
        searches["spaCy tokenizer and PhraseMatcher"] = lookups.SpacyPhrases(names).find
    speeds: list[Result] = []
    for mix, share in (("every sentence about places", 1.0), ("one sentence in four about places", 0.25)):
        rounds = [make_posts(posts, seed=500 + number, about_places=share) for number in range(_ROUNDS)]
        seconds: dict[str, list[float]] = {name: [] for name in searches}
        for texts in rounds:
            for name, search in searches.items():
                seconds[name].append(_timed(search, texts))
        for name in searches:
            speed = posts / median(seconds[name])
            speeds.append({"texts": mix, "engine": name, "posts_per_s": speed})
            report(f"{name:36} {speed:8.0f} posts/s, {mix}")
    return {"names": len(names), "speeds": speeds, "stages": _stages(geocoder, posts)}


def _timed(search: Callable[[list[str]], object], texts: list[str]) -> float:
    begin = time.process_time()
    search(texts)
    return time.process_time() - begin


def _stages(geocoder: Geocoder, posts: int) -> list[Result]:
    """Microseconds a post that each stage takes, from the text to the line of JSON."""
    texts = make_posts(posts, seed=600, about_places=1.0)
    spent: dict[str, float] = {}

    def timed(stage: str, run: Callable[[], T]) -> T:
        begin = time.perf_counter()
        found = run()
        spent[stage] = spent.get(stage, 0.0) + time.perf_counter() - begin
        return found

    for text in texts:
        geocoder.geoparse(text)  # what is remembered of a text is the same for all stages then
        timed("normalize", lambda text=text: normalize(text))
        reading, drafts = timed("read", lambda text=text: geocoder.read(text))
        timed("interpret", lambda reading=reading: interpret(reading))
        decided = timed("resolve", lambda r=reading, d=drafts: resolve(r, d))
        relations = timed("relate", lambda r=reading, d=decided: relate(r, d))
        timed("focus", lambda r=reading, d=decided, n=relations: rank_focus(r, d, n))
        document = geocoder.geoparse(text)
        record = timed("record", document.to_dict)
        timed("JSON (orjson)", lambda record=record: orjson.dumps(record))
    spent["match"] = spent.pop("read") - spent["normalize"] - spent["interpret"]
    return [{"stage": stage, "us": spent[stage] / posts * 1e6} for stage in _STAGES]


_STAGES = ("normalize", "match", "interpret", "resolve", "relate", "focus", "record", "JSON (orjson)")
