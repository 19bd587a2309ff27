"""Every route under requests that nobody would make: each is answered, none by a fault of ours."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from starlette.testclient import TestClient

from glasshouse.lab.server import application
from glasshouse.lab.settings import Settings
from tests.lab.labs import HOST

SCHEMA = schemathesis.openapi.from_asgi("/api/openapi.json", application(Settings()), headers={"Host": HOST})
LIVED = {"POST /api/runs", "POST /api/story", "POST /api/regimes/example"}
"""What begins a process: fuzzed by the slow test alone."""


def answered(case: schemathesis.Case, client: TestClient) -> None:
    """Ask, and look at the answer: no fault of ours, and a refusal is a list of diagnostics."""
    sent = case.as_transport_kwargs(base_url=f"http://{HOST}")
    sent["headers"] = {**dict(sent.get("headers") or {}), "Host": HOST}
    answer = client.request(**{key: sent[key] for key in ("method", "url", "headers", "params", "json") if key in sent})
    assert answer.status_code < 500, (case.method, case.path, answer.text[:300])
    if answer.status_code >= 400:
        assert answer.json()["faults"], answer.text[:300]


FEW = settings(max_examples=3, deadline=None, derandomize=True, phases=[Phase.generate],
               suppress_health_check=list(HealthCheck))  # fmt: skip


@SCHEMA.parametrize()
@FEW
def test_no_request_brings_a_fault_of_ours(case: schemathesis.Case, shared: TestClient) -> None:
    if f"{case.method} {case.path}" not in LIVED:
        answered(case, shared)


@pytest.mark.slow
@SCHEMA.parametrize()
@settings(FEW, max_examples=60)
def test_nor_do_many(case: schemathesis.Case, shared: TestClient) -> None:
    if case.method == "POST" and case.path == "/api/runs" and isinstance(case.body, dict):
        case.body |= {"citizens": 500, "days": 1, "days_per_second": None, "paused": False}
    answered(case, shared)
