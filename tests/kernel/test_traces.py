"""What a person leaves is registered once."""

import pytest

from aoxanh.kernel import traces


def test_a_trace_has_one_owner(monkeypatch):
    monkeypatch.setattr(traces, "_PATHS", {"hours": "somewhere"})

    with pytest.raises(ValueError, match="registered twice: hours"):
        traces.register(hours="elsewhere")
