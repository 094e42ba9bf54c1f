"""What activities keep for a time goes when its period is over, and the trail says what went."""

from datetime import timedelta

import pytest

from aoxanh.activities import actions
from aoxanh.activities.models import Activity, Nomination, Pass
from aoxanh.activities.types import Question, QuestionKind
from aoxanh.audit.models import Entry
from aoxanh.files.models import StoredFile
from aoxanh.kernel.actors import Actor
from aoxanh.units import queries as units
from aoxanh.work import actions as work
from aoxanh.work import queries
from tests.activities.crowd import Crowd
from tests.activities.nominating import Call
from tests.activities.test_nominations import PNG
from tests.activities.world import World


@pytest.fixture
def world(db, system, today, now):
    return World(system=system, day=today, now=now).build()


@pytest.fixture
def forget(now):
    """Run the nightly job as on a day."""

    def run(day):
        by = Actor.system(cause="jobs", day=day)
        return work.forget_due(by=by, now=now)

    return run


def forgotten():
    rows = Entry.objects.filter(event="work.DataForgotten").order_by("pk")
    return [(row.unit_id, row.values["holding"], row.values["rows"]) for row in rows]


def test_answers_stay_until_their_day_and_go_with_an_entry(world, forget, now):
    crowd = Crowd.at(world, places=9)
    question = Question(code="", text="Cỡ áo?", kind=QuestionKind.TEXT)
    actions.set_questions(
        by=crowd.officer, activity_id=crowd.activity.pk, questions=[question], now=now
    )
    crowd.activity.refresh_from_db()
    code = crowd.activity.questions[0]["code"]
    for name in ("Lò Thị Ón", "Vàng A Chư"):
        Pass.objects.filter(pk=crowd.sign_up(name).pk).update(answers={code: "M"})
    last = queries.goes_on("answers", crowd.activity.ends_on)

    assert forget(last - timedelta(days=1)) == 0
    assert forget(last) == 2

    assert list(Pass.objects.order_by("pk").values_list("answers", flat=True)) == [{}, {}]
    assert forgotten() == [(world.ta_leng.pk, "answers", 2)]
    assert forget(last) == 0


def test_a_pasted_list_goes_and_what_was_understood_of_it_stays(world, forget):
    call = Call.at(world)
    call.give()
    call.send(1, raw="1. Giàng A Páo")

    forget(queries.goes_on("pasted_lists", call.activity.ends_on))

    sent = Nomination.objects.get()
    assert (sent.raw, sent.persons) == ("", 1)
    assert forgotten()[0][1:] == ("pasted_lists", 1)


def _counted_and_told(world, unit):
    own = units.kept_by(unit_id=unit.pk, day=world.day)
    span = {"day": world.day, "within": timedelta(days=30)}
    for each in queries.kept(unit_ids=own, **span):
        keys = list(queries.kept_keys(each.code, unit_ids=own, **span))
        lines = queries.lines_kept(each.code, keys, **span)
        yield each.code, each.number, sum(number for _since, _key, number in keys), len(lines)


def test_the_lines_add_up_to_what_is_counted(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    call = Call.at(world)
    call.give()
    young = call.names(2, birth_year=2014, guardian_paper=True)
    call.send(young, raw="1. Giàng A Páo", consent=call.paper(name="don.png", content=PNG))
    crowd = Crowd.at(world, places=9)
    for name in ("Lò Thị Ón", "Vàng A Chư"):
        Pass.objects.filter(pk=crowd.sign_up(name).pk).update(answers={"co": "M"})
    Activity.objects.update(questions=[{"code": "co", "text": "Cỡ áo?", "kind": "TEXT"}])

    told = {code: rest for code, *rest in _counted_and_told(world, world.ta_leng)}

    assert told == {
        "pasted_lists": [1, 1, 1], "answers": [2, 2, 1], "consent_papers": [1, 1, 1],
        "unverified_guests": [4, 4, 4], "imported_lines": [0, 0, 0],
    }  # fmt: skip


def test_a_scan_of_consent_goes_and_who_collected_it_stays(
    world, forget, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    call = Call.at(world)
    call.give()
    young = call.names(1, birth_year=2014, guardian_paper=True)
    call.send(young, consent=call.paper(name="don.png", content=PNG))
    kept = StoredFile.objects.get()

    with django_capture_on_commit_callbacks(execute=True):
        forget(queries.goes_on("consent_papers", call.activity.ends_on))

    sent = Nomination.objects.get()
    assert sent.consent_file is None
    assert sent.consent_collector
    assert not StoredFile.objects.exists()
    assert not (tmp_path / kept.path).exists()
