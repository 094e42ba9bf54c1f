"""What people agree to, word for word, and who agreed."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.people.models import Consent, Person
from aoxanh.people.models.consent import ConsentQuerySet
from aoxanh.people.types import ConsentGiver, ConsentPurpose, ConsentText


if TYPE_CHECKING:
    from django.db.models import QuerySet


_UNNAMED_ROW = _("(đã rút đồng ý)")
Rows = TypeVar("Rows", bound="QuerySet[Any, Any]")

UNNAMED_KEY = "zz"
"""Sorts behind every name."""

UNNAMED = "Người số %d, đã rút đồng ý"
"""What stands on papers in place of a name; papers are Vietnamese."""


@lru_cache(maxsize=1)
def consent_texts() -> tuple[ConsentText, ...]:
    """Every version of every text, in the order in which they came into force."""
    raw = yaml.safe_load(
        (files("aoxanh.people") / "reference" / "consents.yaml").read_text("utf-8")
    )
    texts = (
        ConsentText(
            purpose=ConsentPurpose(purpose),
            version=each["version"],
            valid_from=each["valid_from"],
            text=each["text"],
        )
        for purpose, versions in raw.items()
        for each in versions
    )
    return tuple(sorted(texts, key=lambda text: (text.purpose, text.valid_from, text.version)))


@lru_cache(maxsize=1)
def consequences() -> Mapping[str, tuple[str, ...]]:
    """What follows when the consent to each purpose is taken back."""
    path = files("aoxanh.people") / "reference" / "withdrawals.yaml"
    raw = yaml.safe_load(path.read_text("utf-8"))
    return {purpose: tuple(sentences) for purpose, sentences in raw.items()}


def consent_text(purpose: str, day: date) -> ConsentText:
    """The version of a text in force on ``day``. Raises ``KeyError`` before the first."""
    found = [each for each in consent_texts() if each.purpose == purpose and each.valid_from <= day]
    if not found:
        raise KeyError(purpose)
    return found[-1]


def consents_of(person_id: int, *, actor: Actor) -> ConsentQuerySet:
    """What a person agreed to, under this record or one merged into it, newest first.

    For officers of the unit that keeps the record and oneself.
    """
    person = Q(person_id=person_id) | Q(person__merged_into_id=person_id)
    of_person = Consent.objects.filter(person).order_by("-given_at", "pk")
    visible = Consent.objects.visible_to(actor, Permission.PERSON_VIEW).values("pk")
    return of_person.filter(Q(pk__in=visible) | _own(actor))


def consents_in_force(person_id: int) -> ConsentQuerySet:
    """What a record agreed to and did not take back: for the bearer of its pass, where the link is enough."""
    rows = Consent.objects.filter(person_id=person_id, withdrawn_at__isnull=True)
    return rows.order_by("-given_at", "pk")


def _own(actor: Actor) -> Q:
    if not actor.account_id:
        return Q(pk__in=())
    account_id = actor.account_id
    return Q(person__account_id=account_id) | Q(person__merged_into__account_id=account_id)


def with_guardians_word(person_ids: Collection[int]) -> frozenset[int]:
    """Those of the persons for whom somebody else agreed that they take part: a guardian, or a paper of the unit."""
    given = Consent.objects.filter(
        person_id__in=person_ids,
        purpose=ConsentPurpose.PARTICIPATION,
        given_by__in=(ConsentGiver.GUARDIAN, ConsentGiver.UNIT),
        withdrawn_at__isnull=True,
    )
    return frozenset(given.order_by("pk").values_list("person_id", flat=True))


def took_consent_back(
    person_ids: "Collection[int] | QuerySet[Any, Any]",
    *,
    purpose: str = ConsentPurpose.PARTICIPATION,
) -> frozenset[int]:
    """Those of the records whose person agreed to a purpose, took it back and did not agree again: one statement."""
    rows = Person.objects.filter(pk__in=person_ids).filter(_taken_back("", purpose))
    return frozenset(rows.order_by("pk").values_list("pk", flat=True))


def _taken_back(person: str, purpose: str) -> Q:
    """Whether who stands behind a row's ``person`` took an agreement back and did not give it again.

    What was agreed under records merged into one another is one person's word.
    """
    path = f"{person}__" if person else ""
    whose = Coalesce(OuterRef(f"{path}merged_into_id"), OuterRef(f"{path}pk"))

    def any_of(**when: bool) -> Q:
        given = Consent.objects.filter(purpose=purpose, **when)
        own, merged = given.filter(person_id=whose), given.filter(person__merged_into_id=whose)
        return Q(Exists(own)) | Q(Exists(merged))

    return any_of(withdrawn_at__isnull=False) & ~any_of(withdrawn_at__isnull=True)


def with_consent(rows: Rows, person: str = "person") -> Rows:
    """The rows, each with ``shown_key``, by which a list sorts what it shows of its person. No statement more.

    Lists of an activity read their rows so and print ``shown_name``; who took back that they take part stands last.
    """
    told: Rows = rows.annotate(shown_key=shown_key(person))
    return told


def listed(rows: Rows, *order: str) -> Rows:
    """The rows ``with_consent`` in this order, in which ``shown_key`` stands for the name."""
    told: Rows = with_consent(rows).order_by(*order)
    return told


def shown_key(person: str = "person") -> Case:
    """The sort key of a row's person; one for all who took consent back, so that a place hints at no name."""
    gone = When(_taken_back(person, ConsentPurpose.PARTICIPATION), then=Value(UNNAMED_KEY))
    return Case(gone, default=F(f"{person}__sort_key"))


def named_only(rows: Rows, person: str = "person") -> Rows:
    """The rows without those of who took back that they take part: what looking for a name may find."""
    named: Rows = rows.filter(~_taken_back(person, ConsentPurpose.PARTICIPATION))
    return named


def shown_name(row: Any, person: Person | None = None) -> str:  # noqa: ANN401  a row read ``with_consent``
    """The name a list shows from now on: none of who took back that they take part.

    ``person`` is given where it is not the row's own column; a row about nobody shows nothing.
    """
    whose: Person | None = person or row.person
    if whose is None:
        return ""
    return str(_UNNAMED_ROW) if is_unnamed(row, whose) else whose.full_name


def is_unnamed(row: Any, person: Person | None = None) -> bool:  # noqa: ANN401  the same
    """Whether a row read ``with_consent`` shows neither name nor how to reach its person."""
    return bool(row.shown_key == UNNAMED_KEY) and (person or row.person).erased_at is None


def gone_holders() -> "QuerySet[Person, Any]":
    """The standing records, erased ones left out, whose person took back that they take part: a subquery.

    It begins with what was taken back, which is little, and asks nothing of the rows around it: a list of a year's
    facts answers it once.
    """
    purpose = ConsentPurpose.PARTICIPATION
    back = Consent.objects.filter(purpose=purpose, withdrawn_at__isnull=False).order_by()
    whose = back.values_list(Coalesce("person__merged_into_id", "person_id"))
    rows = Person.objects.filter(pk__in=whose, erased_at=None).filter(_taken_back("", purpose))
    return rows.order_by().values("pk")


def named_holders(rows: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Rows with what ``HOLDER`` names, without the names of those who took consent back: no statement."""
    unnamed = {"holder_name": str(_UNNAMED_ROW)}
    for row in rows:
        yield {**row, **unnamed} if row["holder_key"] == UNNAMED_KEY else row


def names_to_write(
    names: Mapping[int, str], *, gone: Collection[int] | None = None
) -> dict[int, str]:
    """Names by record as papers and lists for others may write them from now on: one statement, none with ``gone``.

    Who took back that they take part is a number in place of a name; what was written before stays as it is.
    """
    gone = took_consent_back(names.keys()) if gone is None else frozenset(gone)
    unnamed = {pk: at for at, pk in enumerate(sorted(gone & names.keys()), start=1)}
    return {pk: UNNAMED % unnamed[pk] if pk in unnamed else name for pk, name in names.items()}


def taken_back(consents: Iterable[Consent]) -> list[Consent]:
    """Of all that a person agreed to what they do no more, the last of each purpose: no statement."""
    last: dict[str, Consent] = {}
    for consent in sorted(consents, key=lambda each: (each.given_at, each.pk)):
        known = last.get(consent.purpose)
        if known is None or known.withdrawn_at is not None:
            last[consent.purpose] = consent
    return [consent for consent in last.values() if consent.withdrawn_at is not None]
