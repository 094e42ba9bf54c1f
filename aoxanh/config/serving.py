"""What our own files are sent with."""

from collections.abc import MutableMapping


def guard_file(headers: MutableMapping[str, str], path: str, url: str) -> None:  # noqa: ARG001  whitenoise's shape
    """Nobody frames a file of ours. What a script may load is said by the page that runs it."""
    headers["Content-Security-Policy"] = (
        "frame-ancestors 'none'; object-src 'none'; base-uri 'none'"
    )
    headers["X-Frame-Options"] = "DENY"
