"""The HTTP interface: the contract's answers, and a clear 4xx for whatever cannot be answered."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import geocoder as package
from geocoder import Geocoder

httpx = pytest.importorskip("httpx")
pytest.importorskip("xstatic.pkg.leaflet")
limits = pytest.importorskip("geocoder.web.limits")

TEXT = "قصف على حي الجورة وعلى بعد 5 كم غرب الميادين"
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def client(server: tuple[str, int]) -> Iterator[object]:
    with httpx.Client(base_url=server[0], timeout=30) as found:
        yield found


def schema(name: str | None = None) -> Draft202012Validator:
    path = Path(package.__file__).parent / "record.schema.json"
    whole = json.loads(path.read_text(encoding="utf-8"))
    return Draft202012Validator({**whole, "$ref": f"#/$defs/{name}"} if name else whole)


def test_geoparse_answers_the_record(client, geocoder: Geocoder) -> None:
    answer = client.post("/geoparse", json={"text": TEXT, "doc_id": "1"})
    assert answer.status_code == 200
    assert answer.json() == geocoder.geoparse(TEXT, doc_id="1").to_dict()
    schema().validate(answer.json())


def test_empty_text_has_an_empty_record(client) -> None:
    assert client.post("/geoparse", json={"text": ""}).json()["mentions"] == []


def test_lone_surrogates_pass_through(client) -> None:
    answer = client.post("/geoparse", content=b'{"text": "\\ud800", "doc_id": "\\udfff"}', headers=JSON)
    assert answer.json()["doc_id"] == "\udfff"


def test_geocode_answers_ranked_locations(client) -> None:
    answer = client.get("/geocode", params={"q": "حي الجورة", "limit": 1}).json()
    assert answer["query"] == "حي الجورة"
    assert [each["place_id"] for each in answer["locations"]] == ["joura"]


def test_geocode_finds_nothing_without_failing(client) -> None:
    answer = client.get("/geocode", params={"q": "zzzzqqqq"})
    assert (answer.status_code, answer.json()["locations"]) == (200, [])


def test_reverse_answers_nearest_places(client) -> None:
    answer = client.get("/reverse", params={"lat": 35.3359, "lon": 40.1408, "limit": 3}).json()
    assert answer["query"] == "35.3359, 40.1408"
    assert len(answer["locations"]) >= 3


def test_healthz_names_gazetteer_and_version(client, geocoder: Geocoder) -> None:
    assert client.get("/healthz").json() == {
        "status": "ok",
        "gazetteer": geocoder.gazetteer.label,
        "version": package.__version__,
    }


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        (b"", JSON, 400),
        (b"{", JSON, 400),
        (b"\xff\xfe", JSON, 400),
        (b'{"text": "\xff"}', JSON, 400),
        (b'{"text": NaN}', JSON, 400),
        (b"[" * 100_000, JSON, 400),
        (b"[]", JSON, 422),
        (b"{}", JSON, 422),
        (b'{"text": 7}', JSON, 422),
        (b'{"text": "x", "doc_id": 7}', JSON, 422),
        (b'{"text": "x"}', {}, 415),
        (b'{"text": "x"}', {"Content-Type": "text/plain"}, 415),
        (b'{"text": "x"}', {"Content-Type": "application/json; charset=windows-1256"}, 415),
        (b'{"text": "x"}', {**JSON, "Content-Encoding": "gzip"}, 415),
        (json.dumps({"text": "x" * (limits.MAX_TEXT + 1)}).encode(), JSON, 413),
        (b" " * (limits.MAX_BODY + 1), JSON, 413),
    ],
)
def test_bad_body_is_refused_with_a_reason(
    client, content: bytes, headers: dict[str, str], status: int
) -> None:
    answer = client.post("/geoparse", content=content, headers=headers)
    assert answer.status_code == status
    assert answer.json()["status"] == status
    assert answer.json()["reason"]


def test_body_of_unknown_length_is_refused_once_it_is_too_large(client) -> None:
    chunks = (b" " * 65_536 for _ in range(limits.MAX_BODY // 65_536 + 2))
    assert client.post("/geoparse", content=chunks, headers=JSON).status_code == 413


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/geocode", 422),
        ("/geocode?q=", 422),
        ("/geocode?q=x&limit=0", 422),
        ("/geocode?q=x&limit=1e9", 422),
        ("/geocode?q=x&limit=٣", 422),
        ("/geocode?q=" + "x" * 2_000, 422),
        ("/geocode?q=" + "x" * 9_000, 414),
        ("/reverse?lat=35", 422),
        ("/reverse?lat=nan&lon=40", 422),
        ("/reverse?lat=91&lon=40", 422),
        ("/reverse?lat=35&lon=inf", 422),
        ("/places/nowhere", 404),
        ("/nothing", 404),
        ("/static/../app.py", 404),
        ("/static/%2e%2e/app.py", 404),
        ("/static/review.html", 404),
    ],
)
def test_bad_address_is_refused_with_a_reason(client, address: str, status: int) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert answer.json()["reason"]


@pytest.mark.parametrize(
    ("method", "address", "allowed"),
    [("GET", "/geoparse", "POST"), ("POST", "/geocode", "GET, HEAD"), ("OPTIONS", "/geoparse", "POST")],
)
def test_wrong_method_names_the_right_one(client, method: str, address: str, allowed: str) -> None:
    answer = client.request(method, address)
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == set(allowed.split(", "))
    assert answer.json()["error"] == "Method Not Allowed"


@pytest.mark.parametrize(
    "address", ["/", "/gazetteer", "/gazetteer/joura", "/static/review.js", "/geocode?q=x", "/no"]
)
def test_every_answer_has_the_strict_policy_and_no_cors(client, address: str) -> None:
    headers = client.get(address, headers={"Origin": "https://example.org"}).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert not [name for name in headers if name.startswith("access-control")]


@pytest.mark.parametrize("host", ["example.org", "localhost.example.org:80", "127.0.0.1.example.org", ""])
def test_foreign_host_names_are_refused(client, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:9", "127.0.0.1", "[::1]:8000", "LOCALHOST"])
def test_names_of_this_machine_are_answered(client, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


def test_posts_from_other_sites_are_refused(client) -> None:
    answer = client.post("/geoparse", json={"text": "x"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_unchanged_file_is_not_sent_again(client) -> None:
    tag = client.get("/static/review.js").headers["etag"]
    assert client.get("/static/review.js", headers={"If-None-Match": tag}).status_code == 304


def test_openapi_describes_every_route_of_the_contract(client) -> None:
    document = client.get("/openapi.json").json()
    assert set(document["paths"]) == {"/geoparse", "/geocode", "/reverse", "/healthz"}
    references = {
        line.split('"')[-2] for line in json.dumps(document, indent=1).splitlines() if '"$ref"' in line
    }
    names = document["components"]["schemas"]
    assert references
    assert {each.removeprefix("#/components/schemas/") for each in references} <= names.keys()


def test_places_are_found_in_any_spelling(client) -> None:
    for query in ("حي الجوره", "الجورة", "joura", "JOURA", "al-jourah"):
        assert client.get("/places", params={"q": query}).json()["found"][0] == "joura", query


def test_misspelt_place_is_found(client) -> None:
    assert "mayadin" in client.get("/places", params={"q": "Mayadeen"}).json()["found"]


def test_place_page_tells_names_with_their_sources(client) -> None:
    known = client.get("/places/joura").json()
    assert known["place"]["ar"] == "حي الجورة"
    assert {name["source"] for name in known["names"]} <= known["sources"].keys()
    assert known["footprint"]["type"] == "Polygon"
    assert known["neighbours"][0]["distance_m"] <= known["neighbours"][1]["distance_m"]


def test_conflicting_positions_are_marked(client, geocoder: Geocoder) -> None:
    gazetteer = geocoder.gazetteer
    known = next(
        client.get(f"/places/{place.id}").json()
        for place in gazetteer
        if len(gazetteer.positions(place.id)) > 0 and place.has_position
    )
    for claim in known["positions"]:
        reach = (known["place"]["radius_m"] or 0) + (claim["radius_m"] or 0)
        assert claim["conflicts"] == (claim["distance_m"] > reach)


def test_every_place_can_be_described(client, geocoder: Geocoder) -> None:
    for place in list(geocoder.gazetteer)[::40]:
        known = client.get(f"/places/{place.id}").json()
        assert known["place"]["id"] == place.id


def test_review_tells_what_is_no_place_and_names_every_place(client) -> None:
    answer = client.post("/review", json={"text": "قالت شبكة دير الزور نيوز إن القصف طال حي الجورة"}).json()
    record, places = answer["record"], answer["places"]
    assert [each["status"] for each in record["mentions"]] == ["filtered", "resolved"]
    named = {each["place_id"] for mention in record["mentions"] for each in mention["candidates"]}
    assert named <= places.keys()


def test_own_gazetteer_is_served(serve_with) -> None:
    folder = Path(__file__).parents[1] / "data" / "small_gazetteer"
    with serve_with("", "--gazetteer", str(folder)) as (address, _):
        assert httpx.get(f"{address}ground").status_code == 200
        assert "deir_ez_zor" not in httpx.get(f"{address}healthz").json()["gazetteer"]
