"""How the parts of the page are sent: packed for whoever can unpack them, and kept by a browser that has them."""

import gzip
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from glasshouse.lab.page import Parts

SCRIPT = b"export const words = 'the same line again';\n" * 200


@pytest.fixture
def page(tmp_path: Path) -> TestClient:
    """A page of one script, with its packed copy, and of one picture that does not get smaller."""
    assets = tmp_path / "assets"
    assets.mkdir()
    (assets / "app-1.js").write_bytes(SCRIPT)
    (assets / "app-1.js.gz").write_bytes(gzip.compress(SCRIPT))
    (assets / "dot-1.png").write_bytes(b"\x89PNG")
    return TestClient(Starlette(routes=[Mount("/", Parts(directory=tmp_path))]))


def test_a_script_is_sent_packed(page: TestClient) -> None:
    answer = page.get("/assets/app-1.js", headers={"accept-encoding": "br, gzip;q=0.8"})
    assert answer.content == SCRIPT
    assert answer.headers["content-encoding"] == "gzip" and "javascript" in answer.headers["content-type"]
    assert int(answer.headers["content-length"]) < len(SCRIPT) / 10
    assert answer.headers["vary"] == "Accept-Encoding" and "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("accepts", ["identity", "", "gzipped"])
def test_whoever_cannot_unpack_gets_it_as_it_is(page: TestClient, accepts: str) -> None:
    answer = page.get("/assets/app-1.js", headers={"accept-encoding": accepts})
    assert answer.content == SCRIPT and "content-encoding" not in answer.headers


def test_a_part_of_a_file_is_a_part_of_the_file_itself(page: TestClient) -> None:
    answer = page.get("/assets/app-1.js", headers={"range": "bytes=7-11", "accept-encoding": "gzip"})
    assert (answer.status_code, answer.content) == (206, SCRIPT[7:12])


def test_what_has_no_packed_copy_is_sent_as_it_is(page: TestClient) -> None:
    assert page.get("/assets/dot-1.png").content == b"\x89PNG"
    assert page.get("/assets/nothing.js").status_code == 404
