"""Anyone looks a decision to commend up by number and year; persons are asked for by name, never listed."""

from datetime import date

import pytest
from django.test import Client

from aoxanh.recognition import actions, queries
from aoxanh.recognition.types import Decision, Proposal
from aoxanh.web.guards import form_token


MARCH = date(2026, 3, 26)


@pytest.fixture
def decided(service, now):
    """“15-QĐ/TĐTN” of 26 March commended a person and a club."""

    def commend(number="15-QĐ/TĐTN", **candidate):
        said = {"form": "PRAISE", "level": "COMMUNE", "occasion": "AD_HOC", "merit": "Cứu người"}
        by, unit_id = service.officer, service.world.ta_leng.pk
        row = actions.propose_commendation(
            by=by, unit_id=unit_id, given=Proposal(**said, **candidate), now=now
        )
        decision = Decision(
            number=number,
            decided_on=MARCH,
            authority="Tỉnh đoàn Lai Châu",
            form="PRAISE",
            level="PROVINCE",
        )
        actions.decide_commendation(by=by, commendation_id=row.pk, given=decision, now=now)

    commend(person_id=service.person("Giàng Thị Mỷ").pk)
    commend(name="Câu lạc bộ Máu nóng")
    commend("155-QĐ/TĐTN", name="Đội Áo xanh")
    return commend


@pytest.mark.parametrize("typed", ["15-QĐ/TĐTN", "15 - qđ/tđtn", "15"])
def test_a_decision_is_found_as_it_is_typed(decided, typed, django_assert_num_queries):
    with django_assert_num_queries(1):
        (found,) = queries.decisions(typed, year=2026)

    assert (found.number, found.decided_on, found.people) == ("15-QĐ/TĐTN", MARCH, 1)
    assert found.collectives == ("Câu lạc bộ Máu nóng",)


@pytest.mark.parametrize(
    ("typed", "year"),
    [("15", 2025), ("1", 2026), ("QĐ", 2026), ("", 2026), ("15", 0), ("15", 99999)],
)
def test_what_was_not_decided_is_not_found(decided, typed, year):
    assert queries.decisions(typed, year=year) == []


def test_a_name_is_asked_for_and_never_listed(decided):
    page = Client().get("/chung-nhan/khen-thuong/?so=15&nam=2026").content.decode()

    assert "Có quyết định này" in page
    assert "Câu lạc bộ Máu nóng" in page
    assert "Mỷ" not in page
    assert queries.named_in_decision("15", year=2026, name="giàng thị mỷ")
    assert not queries.named_in_decision("15", year=2026, name="Vàng A Páo")


@pytest.mark.parametrize(
    ("name", "told"),
    [("Giàng Thị Mỷ", "có trong quyết định"), ("Vàng A Páo", "không có trong quyết định")],
)
def test_the_page_says_whether_a_name_stands_in_it(decided, name, told):
    sent = {"so": "15", "nam": "2026", "name": name, "form": form_token()}

    answer = Client().post(
        "/chung-nhan/khen-thuong/doi-chieu/", sent, headers={"sec-fetch-site": "same-origin"}
    )

    assert f"“{name}” {told}" in answer.content.decode()


@pytest.mark.parametrize(
    "sent", [{}, {"so": "15", "nam": "x", "name": "Mỷ"}, {"so": "15", "nam": "2026"}]
)
def test_a_stale_or_empty_question_leads_back(db, sent):
    answer = Client().post(
        "/chung-nhan/khen-thuong/doi-chieu/",
        sent | {"form": form_token()},
        headers={"sec-fetch-site": "same-origin"},
    )

    assert (answer.status_code, answer["Location"]) == (302, "/chung-nhan/khen-thuong/")


def test_asking_without_end_is_refused(db, settings):
    settings.LOOKUPS_PER_MINUTE = 1
    client = Client()
    client.get("/chung-nhan/khen-thuong/?so=1&nam=2026")

    assert client.get("/chung-nhan/khen-thuong/?so=2&nam=2026").status_code == 429
