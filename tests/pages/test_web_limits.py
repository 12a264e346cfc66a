"""The running server against clients that are rude, slow or many."""

import http.client
import json
import os
import socket
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytest.importorskip("uvicorn")
pytest.importorskip("xstatic.pkg.leaflet")

SECONDS = float(os.environ.get("GEOCODER_LOAD_SECONDS", "3"))
"""How long many clients ask at once; 30 for a thorough run."""

IMPATIENT = "import geocoder.web.limits as limits; limits.HEAD_SECONDS = limits.BODY_SECONDS = 0.5"
HEAD = "POST /geoparse HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
BODY = json.dumps({"text": "قصف على حي الجورة وعلى بعد 5 كم غرب الميادين"}).encode()


def port_of(server: tuple[str, int]) -> int:
    port = urlsplit(server[0]).port
    assert port is not None
    return port


def talk(port: int, *parts: bytes, pause: float = 0.0) -> tuple[int, dict[str, object]]:
    """Status and JSON of the answer to these bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        for part in parts:
            connection.sendall(part)
            time.sleep(pause)
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        return answer.status, json.loads(answer.read())


def memory_of(pid: int) -> int:
    """Resident memory of a process in MB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) // 1024


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"garbage\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 100_000 + b"\r\n\r\n", 431),
        (HEAD.encode() + b"Content-Length: -1\r\n\r\n", 400),
        (HEAD.encode() + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
    ],
)
def test_what_is_no_request_is_refused(server: tuple[str, int], sent: bytes, status: int) -> None:
    found, answer = talk(port_of(server), sent)
    assert (found, answer["status"]) == (status, status)


def test_address_in_arabic_letters_is_understood(server: tuple[str, int]) -> None:
    request = "GET /geocode?q=الميادين HTTP/1.1\r\nHost: localhost\r\n\r\n"
    status, answer = talk(port_of(server), request.encode())
    assert (status, answer["query"]) == (200, "الميادين")


@pytest.mark.parametrize("connection_header", ["keep-alive", "close"])
def test_body_of_100_mb_is_refused_and_not_kept(server: tuple[str, int], connection_header: str) -> None:
    before = memory_of(server[1])
    connection = http.client.HTTPConnection("127.0.0.1", port_of(server), timeout=60)
    chunk = b" " * (1 << 20)
    headers = {"Content-Type": "application/json", "Content-Length": str(100 << 20)}
    headers["Connection"] = connection_header
    connection.request("POST", "/geoparse", body=(chunk for _ in range(100)), headers=headers)
    answer = connection.getresponse()
    assert answer.status == 413
    assert "larger than" in json.loads(answer.read())["reason"]
    assert memory_of(server[1]) - before < 60
    connection.close()


def test_slow_clients_get_408(serve_with) -> None:
    with serve_with(IMPATIENT) as server:
        head = HEAD.encode() + b"Content-Length: 100\r\n\r\n"
        assert talk(port_of(server), head, b"{", b"}", pause=0.3)[0] == 408
        assert talk(port_of(server), b"GET /healthz HT")[0] == 408
        assert talk(port_of(server), b"")[0] == 408


def test_refused_body_is_not_awaited_for_ever(serve_with) -> None:
    with (
        serve_with(IMPATIENT) as server,
        socket.create_connection(("127.0.0.1", port_of(server)), timeout=5) as connection,
    ):
        connection.sendall(HEAD.encode() + b"Content-Length: 100000000\r\n\r\n")
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        assert (answer.status, json.loads(answer.read())["status"]) == (413, 413)
        closed = b""
        assert connection.recv(1) == closed


def test_idle_connection_serves_the_next_request(serve_with) -> None:
    with serve_with(IMPATIENT) as server:
        connection = http.client.HTTPConnection("127.0.0.1", port_of(server), timeout=20)
        for _ in range(3):
            connection.request("POST", "/geoparse", body=BODY, headers={"Content-Type": "application/json"})
            answer = connection.getresponse()
            assert answer.status == 200
            answer.read()
            time.sleep(0.8)
        connection.close()


def test_client_that_goes_away_harms_nobody(server: tuple[str, int]) -> None:
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", port_of(server)), timeout=5) as connection:
            connection.sendall(HEAD.encode() + b"Content-Length: 100\r\n\r\n{")
    assert talk(port_of(server), b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")[0] == 200


def test_twenty_clients_at_once_get_no_server_error(server: tuple[str, int]) -> None:
    statuses: list[int] = []
    broken: list[Exception] = []
    until = time.monotonic() + SECONDS
    addresses = (
        ("POST", "/geoparse"),
        ("POST", "/review"),
        ("GET", "/geocode?q=joura"),
        ("GET", "/reverse?lat=35.3&lon=40.1"),
    )

    def client(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port_of(server), timeout=30)
        try:
            while time.monotonic() < until:
                method, address = addresses[number % len(addresses)]
                body = BODY if method == "POST" else None
                connection.request(method, address, body=body, headers={"Content-Type": "application/json"})
                answer = connection.getresponse()
                answer.read()
                statuses.append(answer.status)
        except (OSError, http.client.HTTPException) as error:
            broken.append(error)
        finally:
            connection.close()

    warm = memory_of(server[1])
    clients = [threading.Thread(target=client, args=(number,)) for number in range(20)]
    for each in clients:
        each.start()
    for each in clients:
        each.join()
    assert broken == []
    assert set(statuses) == {200}
    assert len(statuses) > 20
    assert memory_of(server[1]) - warm < 80


def test_taken_port_is_told(serve_with, server: tuple[str, int]) -> None:
    with (
        pytest.raises(AssertionError, match="cannot be used"),
        serve_with("", "--port", str(port_of(server))),
    ):
        pass
