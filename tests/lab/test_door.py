"""Who is let in: the lab's own name, its own page, whoever has the token, and no body without an end."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from glasshouse.diagnostics import UserFault
from glasshouse.lab.serving import settings_of
from tests.lab.labs import HOST, SMALL, faults, lab

TOKEN = "a-token-of-a-test-0123456789"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8747", "127.0.0.1", "127.0.0.1:80", "", "localhost.x:8747"]
)
def test_another_host_name_is_refused(shared: TestClient, host: str) -> None:
    """A name that somebody else's server resolves to this computer is not the lab's (DNS rebinding)."""
    for path in ("/", "/api/about", "/api/openapi.json", "/nowhere"):
        assert faults(shared.get(path, headers={"Host": host}), 403)[0]["code"] == "G901"


@pytest.mark.parametrize("host", ["127.0.0.1:8747", "localhost:8747", "[::1]:8747"])
def test_its_own_names_are_not(shared: TestClient, host: str) -> None:
    assert shared.get("/api/regimes", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["https://127.0.0.1:8747", "http://evil.example", "null", "http://127.0.0.1:1", ""])
def test_a_page_of_another_site_is_refused(shared: TestClient, origin: str) -> None:
    answer = shared.post("/api/runs", json=SMALL, headers={"Origin": origin})
    assert faults(answer, 403)[0]["code"] == "G902"
    assert faults(shared.get("/api/runs", headers={"Origin": origin}), 403)


def test_so_is_a_request_that_a_browser_marks_as_another_sites(shared: TestClient) -> None:
    assert faults(shared.get("/api/runs", headers={"Sec-Fetch-Site": "cross-site"}), 403)[0]["code"] == "G902"
    assert faults(shared.get("/", headers={"Sec-Fetch-Site": "cross-site"}), 403)
    followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert shared.get("/", headers=followed).status_code == 200
    assert shared.get(
        "/api/runs", headers={"Origin": "http://127.0.0.1:8747", "Sec-Fetch-Site": "same-origin"}
    ).is_success


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}])
def test_neither_opens_a_websocket(shared: TestClient, told: str, headers: dict[str, str]) -> None:
    with (
        pytest.raises(WebSocketDisconnect),
        shared.websocket_connect(f"ws://{HOST}/api/runs/{told}/watch", headers=headers),
    ):
        pass


def test_without_its_token_a_lab_says_nothing(folder: Path) -> None:
    with lab(folder, token=TOKEN) as client:
        for path in ("/", "/api/about", "/api/openapi.json"):
            assert faults(client.get(path), 401)[0]["code"] == "G903"
        assert faults(client.get("/api/about", headers={"Authorization": f"Bearer {TOKEN}x"}), 401)
        assert faults(client.get(f"/api/about?token={TOKEN}"), 401)
        assert client.get("/api/about", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
        with (
            pytest.raises(WebSocketDisconnect),
            client.websocket_connect(f"ws://{HOST}/api/runs/0123456789abcdef/watch"),
        ):
            pass
        opened = client.get(f"/?token={TOKEN}", follow_redirects=False)
        assert opened.status_code == 303 and opened.headers["location"] == "/"
        cookie = opened.headers["set-cookie"].lower()
        assert "httponly" in cookie and "samesite=strict" in cookie
        assert client.get("/api/about").status_code == 200  # the cookie was kept


@pytest.mark.parametrize(
    ("address", "token", "port"),
    [("0.0.0.0", None, 8747), ("::", None, 1), ("example.org", None, 1), ("", None, 1), ("127.0.0.1", "short", 1),
     ("127.0.0.1", "with spaces in it, and long", 1), ("127.0.0.1", None, 70_000)],
)  # fmt: skip
def test_what_would_leave_a_door_open_is_refused(address: str, token: str | None, port: int) -> None:
    with pytest.raises(UserFault):
        settings_of(address, port, token, Path("runs"))


def test_an_address_that_others_reach_has_a_token() -> None:
    one, other = (settings_of("192.168.1.5", 8747, None, Path("runs")) for _ in range(2))
    assert one.token and other.token and one.token != other.token and len(one.token) >= 32
    assert one.hosts == {"192.168.1.5:8747"}
    assert settings_of("127.0.0.1", 8747, None, Path("runs")).token is None


def test_a_large_body_is_refused_whatever_its_header_says(shared: TestClient) -> None:
    large = {**SMALL, "regime": {"text": "x" * 400_000}}
    assert faults(shared.post("/api/runs", json=large), 413)[0]["code"] == "G904"

    def parts() -> Iterator[bytes]:
        yield b'{"regime": {"text": "'
        for _ in range(40):
            yield b"x" * 10_000
        yield b'"}}'

    # In parts, without a length: counted as they come.
    assert faults(shared.post("/api/regimes/check", content=parts(), headers={"Content-Type": "application/json"}), 413)
    assert faults(shared.post("/api/runs", content=b"{}", headers={"Content-Length": "9" * 30}), 413)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"a"',
        b"\xff\xfe",
        b'{"regime":',
        b"[" * 5000,
        b'{"regime":{"name":"as-told"},"days":1e400}',
    ],
)
def test_what_is_no_json_is_refused(shared: TestClient, body: bytes) -> None:
    answer = shared.post("/api/runs", content=body, headers={"Content-Type": "application/json"})
    assert faults(answer, 422)[0]["code"] == "G905"


def test_a_form_of_another_site_starts_nothing(shared: TestClient) -> None:
    """A form cannot send JSON by its name, and this is how sites make others' browsers ask."""
    content = json.dumps(SMALL).encode()
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        assert faults(shared.post("/api/runs", content=content, headers={"Content-Type": kind}), 422)


@pytest.mark.parametrize(
    "name",
    ["..", "../../etc/passwd", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%5c..%5cwindows", "/etc/passwd", "runs", "0" * 16,
     "0123456789ABCDEF", "g" * 16, "0123456789abcdef0", ".lab", "as-told-1000x40-seed1", "%00", "a" * 5000],
)  # fmt: skip
def test_a_path_in_a_run_id_reaches_nothing(shared: TestClient, told: str, name: str) -> None:
    for path in ("", "/days", "/provenance", "/frames/3", "/report", "/audit", "/lives/1"):
        answer = shared.get(f"/api/runs/{name}{path}")
        assert answer.status_code in (404, 405, 422), (name, path, answer.status_code)
        assert "root:" not in answer.text and str(shared.app.state.desk.shelf.root) not in answer.text  # type: ignore[attr-defined]
        faults(answer, answer.status_code)
    assert shared.delete(f"/api/runs/{name}").status_code in (404, 405, 422)
    assert shared.get(f"/api/runs/{told}").status_code == 200


@pytest.mark.parametrize("path", ["/../pyproject.toml", "/..%2f..%2fx.py", "/%2e%2e/settings.py", "//etc/passwd"])
def test_the_page_is_served_from_its_folder_alone(shared: TestClient, path: str) -> None:
    faults(shared.get(path), 404)


def test_what_a_browser_must_keep_to_is_on_every_response(shared: TestClient) -> None:
    for path in ("/", "/api/about", "/nowhere"):
        headers = shared.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "script-src 'self';" in policy
        assert "unsafe-eval" not in policy and "http:" not in policy.replace("ws://", "")
        assert headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in headers


def test_no_answer_names_a_path_of_this_machine(shared: TestClient, told: str) -> None:
    root = str(shared.app.state.desk.shelf.root)  # type: ignore[attr-defined]
    for path in ("", "/provenance", "/audit", "/days", "/report", "/lives/3"):
        answer = shared.get(f"/api/runs/{told}{path}")
        assert answer.status_code == 200 and root not in answer.text, path
    text = "regime: x\ntitle: No\nextends: nobody\n"
    for path in ("check", "audit"):
        answer = shared.post(f"/api/regimes/{path}", json={"regime": {"text": text}})
        assert root not in answer.text and "/tmp" not in answer.text, path
        assert answer.json()["faults"][0]["file"] == "regime.yaml"
