"""What holds for every path."""

from django.urls import URLPattern, get_resolver


GUARDS = {"public", "bearer", "visitor", "signed_in", "needs", "public_form", "device", "monitor"}


def _patterns(patterns, prefix=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern
        else:
            yield from _patterns(pattern.url_patterns, prefix + str(pattern.pattern))


def test_every_path_wears_a_guard():
    bare = [
        path
        for path, pattern in _patterns(get_resolver().url_patterns)
        if getattr(pattern.callback, "guard", None) not in GUARDS
        and not path.startswith("api/v1/")  # operations name their key: tests/openapi
    ]

    assert bare == []


def test_every_path_has_a_name():
    nameless = [
        path for path, pattern in _patterns(get_resolver().url_patterns) if not pattern.name
    ]

    assert nameless == []


def test_only_public_forms_and_the_phones_of_a_door_are_exempt_from_the_csrf_cookie():
    exempt = {
        pattern.name
        for path, pattern in _patterns(get_resolver().url_patterns)
        if getattr(pattern.callback, "csrf_exempt", False)
        and not path.startswith("api/v1/")  # reads no cookie: a key in a header, or nobody
    }

    assert exempt <= {"sign_up", "match", "commendation_match", "send", "idea_send"}
