"""The machine's limits are figures one can divide by; how large they are is the machine's affair."""

import pytest

from glasshouse.engine import limits


@pytest.mark.parametrize("threads", [1, 2])
def test_limits_are_positive(threads, monkeypatch):
    monkeypatch.setattr(limits, "SWEPT_BYTES", 1 << 22)
    monkeypatch.setattr(limits, "DRAWS", 1 << 16)
    measured = limits.measure_limits(threads)
    assert measured.threads == threads
    assert measured.bytes_per_second > 0
    assert measured.draws_per_second > 0


def test_no_threads_is_refused():
    with pytest.raises(ValueError, match="at least one thread"):
        limits.measure_limits(0)
