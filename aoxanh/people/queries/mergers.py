"""Records that became one: what that brings together, and which mergers stand."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.traces import counted, traces
from aoxanh.people import rules
from aoxanh.people.errors import BothHaveAccounts, PersonEnded
from aoxanh.people.models import MergeProposal, Merger, Person
from aoxanh.people.queries.duplicates import candidates
from aoxanh.people.queries.persons import same_person_ids
from aoxanh.people.types import MergerPreview, PersonState, Together


def merger_preview(*, person: Person, into: Person) -> MergerPreview:
    """What comes together when ``person`` becomes ``into``; the caller sees both."""
    coming, staying = same_person_ids(person.pk), same_person_ids(into.pk)
    found = counted(coming | staying)
    together = [
        Together(
            label=str(trace.label),
            coming=sum(found.get((trace.code, pk), 0) for pk in coming),
            staying=sum(found.get((trace.code, pk), 0) for pk in staying),
        )
        for trace in traces()
    ]
    one, other = candidates((person.pk, into.pk))
    return MergerPreview(
        together=tuple(each for each in together if each.coming or each.staying),
        births_differ=rules.births_differ(one, other),
        refusal=_refusal(person, into),
    )


def _refusal(person: Person, into: Person) -> str:
    if PersonState.ENDED in {person.state, into.state}:
        return str(PersonEnded())
    if person.account_id is not None and into.account_id is not None:
        return str(BothHaveAccounts())
    return ""


def mergers_into(person_id: int, *, actor: Actor) -> QuerySet[Merger]:
    """The standing mergers that lead to a record, newest first, each with ``by_agreement`` of two units.

    As far as the actor may see the records that ended; what was agreed on, also the unit that keeps the record.
    """
    standing = Merger.objects.filter(person__merged_into_id=person_id, undone_at__isnull=True)
    agreed = MergeProposal.objects.filter(merger=OuterRef("pk"))
    ended = Merger.objects.visible_to(actor, Permission.PERSON_VIEW).values("pk")
    kept = Person.objects.visible_to(actor, Permission.PERSON_VIEW).values("pk")
    rows = standing.annotate(by_agreement=Exists(agreed)).filter(
        Q(pk__in=ended) | Q(by_agreement=True, into__in=kept)
    )
    return rows.select_related("person").order_by("-merged_at", "-pk")
