"""The editor of plans says whatever their form can say: nothing is lost, nothing is written that was not told."""

from copy import deepcopy
from functools import cache

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from aoxanh.kernel.lined import read_lined
from aoxanh.kernel.measures import measures
from aoxanh.programmes import queries
from aoxanh.programmes.actions.loading import plain_document
from aoxanh.programmes.rules import combined, expression_of, read_document, with_entry
from aoxanh.programmes.types import IndicatorType
from aoxanh.programmes.types.amending import TOLD_ONCE, Part
from aoxanh.web.programmes.expression_fields import Offered
from aoxanh.web.programmes.part_fields import DEFAULTS
from aoxanh.web.programmes.part_forms import PartForm
from tests.programmes.test_plan_expressions import EXPRESSIONS
from tests.programmes.test_plan_files import INVENTED
from tests.web.browsers import sent_by_browser


KINDS = ("doan_xa", "doan_phuong", "huyen_doan", "tinh_doan")


@cache
def _documents():
    """The invented plan and every shipped one, by the name of its file."""
    paths = [INVENTED, *queries.shipped_plans().values()]
    raws = {each.stem: read_lined(each.read_text(encoding="utf-8"), file="") for each in paths}
    return {name: plain_document(raw) for name, raw in raws.items()}


def _named_kinds(document):
    """The kinds of units that a plan names, and some more."""
    rows = [*document.get("bodies", []), *document["indicators"], document.get("scope", {})]
    lists = [row.get(key, []) for row in rows for key in ("kinds", "level", "across")]
    one = document.get("scope", {}).get("unit_kind")
    return sorted({*KINDS, *(kind for each in lists for kind in each), *([one] if one else [])})


def _offered(document):
    parent = document.get("parent")
    return Offered(
        kinds=[(kind, kind) for kind in _named_kinds(document)],
        parents=[(parent, parent)] if parent else [],
        measures=[(each.code, each.label) for each in measures()],
        narrowing={each.code: queries.filters_of(each) for each in measures()},
    )


def _sent(form):
    data = QueryDict(mutable=True)
    for name, value in sent_by_browser(form).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def _told(part, entry, document, *, anew=False):
    """What an entry becomes when its page is sent as it is drawn; ``anew`` into a page that was empty."""
    asked = {"part": part, "document": document, "offered": _offered(document), "is_new": anew}
    drawn = PartForm(entry=entry, **asked)
    form = PartForm(_sent(drawn), entry={} if anew else entry, **asked)
    assert form.is_valid(), form.errors
    return form.entry()


@pytest.mark.parametrize("name", ["invented", *queries.shipped_plans()])
def test_every_entry_of_every_plan_is_opened_and_saved_unchanged(name):
    document = _documents()[name]

    for part in Part:
        for key, entry in queries.entries(document, part):
            assert _told(part, entry, document) == entry, (part, key)


def test_all_indicators_of_the_four_plans_are_among_them():
    four = {"lai-chau-2024-2030", "chi-lang-2024-2030", "ha-tinh-2019-2022", "kien-giang-2013-2017"}

    assert sum(len(_documents()[name]["indicators"]) for name in four) == 48


@pytest.mark.parametrize("name", ["invented", *queries.shipped_plans()])
def test_a_plan_written_anew_entry_by_entry_says_the_same(name):
    document = _documents()[name]
    written = {key: document[key] for key in ("code", "from", "to")}

    for part in Part:
        for _key, entry in queries.entries(document, part):
            told = _told(part, entry, document, anew=part not in TOLD_ONCE)
            written = with_entry(written, part, "", told)

    assert _plain(written) == _plain(document)


def _plain(value, key=""):
    """A document without what can be told in two ways: the order of choices, a list of one, what holds anyway."""
    if isinstance(value, dict):
        kept = {name: part for name, part in value.items() if not _holds_anyway(name, part)}
        return {name: _plain(_joined(name, part), name) for name, part in kept.items()}
    if not isinstance(value, list):
        return value
    rows = [_plain(each) for each in value]
    if key in {"difference", "reach"} or any(isinstance(each, dict) for each in rows):
        return rows
    return rows[0] if len(rows) == 1 else sorted(rows)


def _joined(name, value):
    return expression_of(combined(value)) if name in {"numerator", "denominator"} else value


def _holds_anyway(key, value):
    return value in ([], {}) or DEFAULTS[Part.INDICATORS].get(key) == value


_words = st.sampled_from(
    ("Đoàn xã có hoạt động", "tỷ lệ “đạt”, năm 2027", "100 %: ví dụ", "Ngày 5/12")
)
_codes = st.sampled_from(("turns", "teams", "activities_recorded"))
_counted = EXPRESSIONS.map(lambda each: expression_of(combined(each)))
_some_kinds = st.sets(st.sampled_from(KINDS), min_size=1).map(sorted)
_bands = st.lists(st.integers(0, 99), min_size=1, max_size=4, unique=True).map(
    lambda edges: [{"from": each, "name": f"Mức {each}"} for each in sorted(edges)]
)
_counters = st.lists(
    st.fixed_dictionaries({"name": _words, "value": _counted}), min_size=1, max_size=2
)
_targets = st.dictionaries(
    st.sampled_from(("dau", "giua", "per_year", "2026", "2029")),
    st.integers(0, 100) | st.sampled_from((62.5, 33.3)),
    min_size=1,
)
_indicators = st.fixed_dictionaries(
    {
        "code": st.just("XX-9"),
        "type": st.sampled_from([each.lower() for each in IndicatorType.values]),
        "name": _words,
        "source": _words,
    },
    optional={
        "family": _words, "basis": st.sampled_from(("per_year", "cumulative")),
        "operator": st.sampled_from(("=", "none")), "unit": _words, "level": _some_kinds,
        "evidence": _words, "numerator": _counted, "denominator": _counted,
        "requires": st.lists(_codes, min_size=1, max_size=2, unique=True),
        "awaits": st.lists(st.sampled_from(("mai_sau_1", "mai_sau_2")), min_size=1, unique=True),
        "across": _some_kinds, "of": st.just("XX-3"), "cycle": st.integers(1, 9), "targets": _targets,
        "bands": _bands, "counters": _counters, "baseline": _words,
    },
)  # fmt: skip


@settings(max_examples=40)
@given(_indicators)
def test_what_a_page_writes_is_taken_out_read_again_and_shown_as_the_same(entry):
    document = _documents()["invented"]

    told = _told(Part.INDICATORS, entry, document, anew=True)
    written = with_entry(document, Part.INDICATORS, "", told)
    read = plain_document(read_document(written))

    assert told == entry
    assert read == written
    again = queries.entry_of(read, Part.INDICATORS, "XX-9")
    assert _told(Part.INDICATORS, again, read) == entry


def test_a_number_nobody_reads_in_full_stays_until_it_is_changed():
    document = deepcopy(_documents()["invented"])
    entry = document["indicators"][0] | {"targets": {"dau": 33.3333}}

    assert _told(Part.INDICATORS, entry, document) == entry
