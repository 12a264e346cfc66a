"""The whole geoparser on posts of 1,000 characters: its speed, its peers' look-ups, where its time goes."""

from __future__ import annotations

import cProfile
import pstats
import time
from collections import Counter
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from random import Random
from statistics import median

from generate import POST, vocabulary

from geocoder import Gazetteer, Geocoder

_TEXTS = Path(__file__).with_name("data") / "texts_ar.txt"
_ROUNDS = 5

Result = dict[str, object]


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
    """Posts a second for the geoparser and for what it is compared with, and a profile of it."""
    geocoder = Geocoder()
    names = sorted({name.toponym for place in Gazetteer.load() for name in place.names})
    searches: dict[str, Callable[[list[str]], object]] = {
        "Geocoder.geoparse": lambda texts: [geocoder.geoparse(text) for text in texts]
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
    return {"names": len(names), "speeds": speeds, "profile": _profile(geocoder, posts)}


def _timed(search: Callable[[list[str]], object], texts: list[str]) -> float:
    begin = time.process_time()
    search(texts)
    return time.process_time() - begin


def _profile(geocoder: Geocoder, posts: int) -> list[Result]:
    """Share of the time spent in each module's own code and in what it calls outside the library."""
    texts = make_posts(posts, seed=600, about_places=1.0)
    profiler = cProfile.Profile()
    profiler.enable()
    for text in texts:
        geocoder.geoparse(text)
    profiler.disable()
    stats: dict[
        tuple[str, int, str],
        tuple[int, int, float, float, dict[tuple[str, int, str], tuple[int, int, float, float]]],
    ]
    stats = pstats.Stats(profiler).stats  # type: ignore[attr-defined]
    seconds: Counter[str] = Counter()
    for (file, _, _), (_, _, own, _, callers) in stats.items():
        module = _module(file)
        if module:
            seconds[module] += own
            continue
        for (caller, _, _), (_, _, called, _) in callers.items():
            seconds[_module(caller) or "other"] += called
    total = sum(seconds.values())
    return [{"module": module, "share": spent / total} for module, spent in seconds.most_common(14)]


def _module(file: str) -> str:
    parts = Path(file).parts
    return ".".join(parts[parts.index("geocoder") :]).removesuffix(".py") if "geocoder" in parts else ""
