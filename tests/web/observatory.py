"""How Mozilla's HTTP Observatory (algorithm 4) rates an answer that came by HTTPS, counted from its published table.

What a server in front decides (the lead from HTTP to HTTPS) is left out: it neither gives nor takes.
"""

import re


BROAD = {"ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"}
INLINE = {"'unsafe-inline'", "data:"}
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
SIX_MONTHS = 15_768_000
MOST, FROM = 145, 90
"""The most there is; what an answer has to reach before anything is added."""

_SCRIPT = re.compile(rb"<script\b[^>]*\bsrc=[\"'](?:https?:)?//", re.IGNORECASE)


def policy_of(page):
    parts = page.headers.get("Content-Security-Policy", "").split(";")
    return {words[0]: set(words[1:]) for part in parts if (words := part.split())}


def _policy(page):
    policy = policy_of(page)
    if not policy:
        return -25
    default = policy.get("default-src", {"*"})
    scripts, objects, styles = (
        policy.get(name, default) for name in ("script-src", "object-src", "style-src")
    )
    if scripts & (BROAD | INLINE) or objects & BROAD:
        return -20
    active = [
        source
        for name, found in policy.items()
        if name not in {"img-src", "media-src"}
        for source in found
    ]
    if any(source.startswith(("http:", "ftp:")) for source in active):
        return -20
    if "'unsafe-eval'" in scripts | styles:
        return -10
    if styles & (BROAD | INLINE):
        return 0
    return 10 if default == {"'none'"} else 5


def _cookies(page):
    cookies = page.cookies
    if not cookies:
        return 0
    if not all(cookie["secure"] for cookie in cookies.values()):
        return -20
    if not all(cookie["httponly"] for name, cookie in cookies.items() if "sess" in name):
        return -30
    return 5 if all(cookie["samesite"] for cookie in cookies.values()) else 0


def _transport(page):
    found = re.search(r"max-age=(\d+)", page.headers.get("Strict-Transport-Security", ""))
    if found is None:
        return -20
    return 0 if int(found[1]) >= SIX_MONTHS else -10


def _frames(page):
    closed = policy_of(page).get("frame-ancestors", {"*"})
    if not closed & BROAD:
        return 5
    return 0 if page.headers.get("X-Frame-Options", "").upper() in {"DENY", "SAMEORIGIN"} else -20


def _told(page):
    told = page.headers.get("Referrer-Policy", "")
    if not told:
        return 0
    return 5 if told in PRIVATE else -5


def _kept_to_ourselves(page):
    given = page.headers.get("Cross-Origin-Resource-Policy", "")
    if given in {"same-origin", "same-site"}:
        return 10
    return 0 if given in {"", "cross-origin"} else -5


def _guessed(page):
    return 0 if page.headers.get("X-Content-Type-Options") == "nosniff" else -5


def _shared(page):
    return -50 if page.headers.get("Access-Control-Allow-Credentials") else 0


def _scripts(page):
    """Scripts of ours alone neither give nor take."""
    return -5 if _SCRIPT.search(page.content) else 0


TESTS = (
    _policy,
    _cookies,
    _transport,
    _frames,
    _told,
    _kept_to_ourselves,
    _guessed,
    _shared,
    _scripts,
)


def rating(page):
    given = [test(page) for test in TESTS]
    taken = 100 + sum(each for each in given if each < 0)
    return taken + sum(each for each in given if each > 0) if taken >= FROM else taken
