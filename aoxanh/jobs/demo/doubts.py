"""What is doubted: objections to hours, bodies asked for their word, a signed paper list, records that look alike,
and people in the lists of two units."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from aoxanh.activities import actions as activities
from aoxanh.activities import queries
from aoxanh.activities.types import SheetAsked
from aoxanh.activities.types.late import ReceiverAnswer, ReceiverGiven
from aoxanh.activities.types.ledger import PaperGiven
from aoxanh.jobs.demo.past import Held
from aoxanh.jobs.demo.stage import Stage, texts
from aoxanh.jobs.demo.world import World
from aoxanh.kernel.actors import Actor
from aoxanh.notices import queries as notices
from aoxanh.people import actions as people
from aoxanh.people.types import MembershipGiven, MembershipKind, PersonGiven


if TYPE_CHECKING:
    from aoxanh.people.models import Person


def fill(world: World, held: Sequence[Held]) -> None:
    """All of it, at the commune of the printed account."""
    told = texts("doubts")
    own = [e for e in held if e.plan.unit.key == told["unit"] and e.plan.theme.earns_hours]
    _object(world.stage, own, told, by=world.actor(told["by"]))
    _ask(world, told)
    _paper(world, own, by=world.actor(told["by"]))
    grown = _grown(world, told["unit"])
    _alike(world, told, grown)
    _in_two_lists(world, told, grown)


def _object(stage: Stage, own: Sequence[Held], told: Mapping[str, Any], *, by: Actor) -> None:
    """Two volunteers of the last activity say something; the second is answered."""
    signups = queries.signups(activity_id=own[-1].activity_id, actor=by)
    tokens = list(dict.fromkeys(row.pass_held.token for row in signups))
    guest = Actor.guest(day=stage.day)
    made = [
        activities.object_by_pass(by=guest, token=token, text=text, now=stage.now)
        for token, text in zip(tokens, told["objections"], strict=False)
    ]
    for row in made[1:]:
        activities.keep_on_objection(
            by=by, objection_id=row.pk, answer=told["answer"], now=stage.now
        )


def _ask(world: World, told: Mapping[str, Any]) -> None:
    """Receiving bodies are asked about what still waits; one of them answered."""
    stage, province = world.stage, world.tree.of_sort("PROVINCE")[0].unit_id
    by, unit_id = world.actor(told["by"]), world.tree[told["unit"]].unit_id
    waiting = queries.late_entries_to_confirm(actor=world.actor("province"), unit_id=province)
    rows = list(waiting.filter(activity__unit_id=unit_id))
    for late, body in zip(rows, told["receivers"], strict=False):
        link = activities.ask_receiver(
            by=by,
            activity_id=late.activity_id,
            late_entry_ids=[late.pk],
            receiver=ReceiverGiven(body["name"], body["contact"]),
            now=stage.now,
        )
        if "answered" in body:
            sent = notices.outbox(actor=stage.by).get(key=queries.receiver_key(link.pk))
            activities.answer_as_receiver(
                by=Actor.guest(day=stage.day),
                token=sent.path.split("/")[2],
                answer=ReceiverAnswer(frozenset({late.pk}), body["answered"], body["title"]),
                now=stage.now,
            )


def _paper(world: World, own: Sequence[Held], *, by: Actor) -> None:
    """The signed list of the last activity at which somebody who signed up was recorded by nobody."""
    for each in reversed(own):
        shift = each.loaded.shifts[0]
        missed = list(queries.not_recorded(shift_id=shift.pk, actor=by)[:3])
        if missed:
            activities.enter_paper_roll(
                by=by,
                shift_id=shift.pk,
                person_ids=[row.person_id for row in missed],
                paper=PaperGiven("danh-sach-ky.pdf", _sheet(world.stage, each, by=by)),
                now=world.stage.now,
            )
            return


def _sheet(stage: Stage, each: Held, *, by: Actor) -> bytes:
    """The list that was printed to be signed."""
    asked = SheetAsked(kind=queries.sheet_kinds()["diem-danh"], shift_id=each.loaded.shifts[0].pk)
    activity = queries.activity(activity_id=each.activity_id, actor=by)
    return queries.printed_sheet(activity=activity, asked=asked, actor=by, on=stage.now)


def _grown(world: World, unit: str) -> "list[Person]":
    """The adults who belong to a unit today."""
    day = world.stage.day
    persons = [member.person for member in world.folk.of(unit) if member.belongs_on(day)]
    return [each for each in persons if each.birth_date and day.year - each.birth_date.year > 18]


def _again(world: World, person: "Person", *, unit: str, phone: str = "") -> "Person":
    """A record made a second time: the same name and year of birth."""
    stage = world.stage
    return people.enrol(
        by=stage.by,
        unit_id=world.tree[unit].unit_id,
        person=PersonGiven(
            full_name=person.full_name,
            phone=phone,
            birth_year=person.birth_date.year if person.birth_date else None,
        ),
        membership=MembershipGiven(kind=MembershipKind.MEMBER, valid_from=stage.day),
        now=stage.now,
    )


def _alike(world: World, told: Mapping[str, Any], grown: "Sequence[Person]") -> None:
    """Records that the officers find among those that look alike."""
    for person in grown[: told["alike"]]:
        _again(world, person, unit=told["unit"])


def _in_two_lists(world: World, told: Mapping[str, Any], grown: "Sequence[Person]") -> None:
    """A neighbour asks whether some of its people are in the commune's list too."""
    both = told["in_two_lists"]
    for person in grown[told["alike"] : told["alike"] + both["persons"]]:
        people.propose_merger(
            by=world.actor(both["asks"]),
            person_id=_again(world, person, unit=both["unit"], phone=person.phone).pk,
            to_unit_id=world.tree[told["unit"]].unit_id,
            now=world.stage.now,
        )
