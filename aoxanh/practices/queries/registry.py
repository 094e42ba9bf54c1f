"""Models of work read: by officers what their units keep, by anyone what stands in the registry."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from aoxanh.kernel.actors import Actor
from aoxanh.kernel.errors import Missing
from aoxanh.kernel.permissions import Permission
from aoxanh.practices import rules
from aoxanh.practices.models import Adoption, Practice, PracticeFlag, Wording
from aoxanh.practices.models.adoption import AdoptionQuerySet
from aoxanh.practices.models.practice import PracticeQuerySet
from aoxanh.practices.queries.searching import found_by
from aoxanh.practices.types import Figure, MateKind, PracticeState


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeFilter:
    """What one looks for; empty values narrow nothing (MOD-08)."""

    text: str = ""
    place_ids: tuple[int, ...] = ()
    level: str = ""
    replicability: str = ""
    kind: str = ""
    field_code: str = ""
    year: int | None = None
    partner_kind: str = ""
    partner: str = ""
    unit_ids: tuple[int, ...] = ()
    state: str = ""

    def narrow(self, rows: PracticeQuerySet, *, most: int | None = None) -> PracticeQuerySet:
        """The rows that fit. Every word of the text stands in the model, with or without marks, or nearly so.

        ``most``: so many of the newest will do, see ``Search``.
        """
        plain = {
            "level": self.level,
            "replicability": self.replicability,
            "kind": self.kind,
            "year": self.year,
            "state": self.state,
        }
        plain = {name: value for name, value in plain.items() if value}
        beside = {name: [str(value)] for name, value in plain.items()}
        rows = rows.filter(**plain)
        if self.field_code:
            rows = rows.filter(_in_field(self.field_code))
            beside["field_codes"] = [self.field_code]
        return found_by(rows, self.text, beside=beside, marks=self._marks(), most=most)

    def _marks(self) -> list[list[str]]:
        """What must stand among the marks of a model, one of each group."""
        groups = [
            [rules.place_mark(each) for each in self.place_ids],
            [rules.unit_mark(each) for each in self.unit_ids],
            [rules.kind_mark(MateKind(self.partner_kind))] if self.partner_kind else [],
            [rules.name_mark(self.partner)] if self.partner else [],
        ]
        return [group for group in groups if group]


def _in_field(code: str) -> Q:
    """Models in one field of work; codes are kept as a list of quoted words in JSON on both databases."""
    return Q(field_codes__icontains=f'"{code}"')


def practices(*, actor: Actor, unit_id: int | None = None) -> PracticeQuerySet:
    """Models that the asker's units keep, or one of them and those below it, with how many took them up, by title."""
    rows = Practice.objects.all().visible_to(actor, Permission.PRACTICE_VIEW)
    if unit_id is not None:
        rows = rows.within(unit_id)
    return _counted(rows).order_by("sort_key", "pk")


def drafts(*, actor: Actor, unit_id: int) -> PracticeQuerySet:
    """What the unit itself keeps and has not shown to anybody yet, as it came in."""
    rows = Practice.objects.all().visible_to(actor, Permission.PRACTICE_VIEW)
    kept = rows.filter(unit_id=unit_id, state=PracticeState.DRAFT)
    return kept.select_related("place").order_by("pk")


def open_flags_of(practice_ids: Collection[int], *, actor: Actor) -> dict[int, list[PracticeFlag]]:
    """What deserves a look at each of several models; one statement."""
    rows = PracticeFlag.objects.all().visible_to(actor, Permission.PRACTICE_VIEW)
    found: dict[int, list[PracticeFlag]] = {}
    for flag in rows.filter(practice_id__in=practice_ids, resolved_at__isnull=True).order_by("pk"):
        found.setdefault(flag.practice_id, []).append(flag)
    return found


def practice(code: str, *, actor: Actor) -> Practice:
    """One model that the asker may see as an officer. Raises ``Missing``."""
    found = practices(actor=actor).filter(code=code).first()
    if found is None:
        raise Missing
    return found


def registry() -> PracticeQuerySet:
    """What anyone may read, latest first, with how many units took it up."""
    return _counted(Practice.objects.all().listed()).order_by("-listed_at", "-pk")


def most_taken_up() -> PracticeQuerySet:
    """What anyone may read, those that most units took up first."""
    return _counted(Practice.objects.all().listed()).order_by(F("taken_up").desc(), "-pk")


def registered(code: str) -> Practice:
    """One model of the registry. Raises ``Missing``."""
    found = registry().filter(code=code).first()
    if found is None:
        raise Missing
    return found


def _counted(rows: PracticeQuerySet) -> PracticeQuerySet:
    """Counted for the rows of one page only: a join would count for all that were found."""
    open_flags = PracticeFlag.objects.filter(resolved_at__isnull=True)
    counts = {"open_flags": _count_of(open_flags), "taken_up": _count_of(Adoption.objects.all())}
    return rows.annotate(**counts).select_related("place")


def _count_of(rows: "QuerySet[PracticeFlag] | QuerySet[Adoption]") -> Coalesce:
    """How many of ``rows`` belong to the model."""
    own = rows.filter(practice=OuterRef("pk")).order_by("practice_id").values("practice_id")
    return Coalesce(Subquery(own.annotate(count=Count("pk")).values("count")), 0)


def flags(practice_id: int, *, actor: Actor) -> "list[PracticeFlag]":
    """What deserves a look at a model, open ones first."""
    rows = PracticeFlag.objects.all().visible_to(actor, Permission.PRACTICE_VIEW)
    return list(
        rows.filter(practice_id=practice_id).order_by(F("resolved_at").asc(nulls_first=True), "pk")
    )


def wordings(practice_id: int, *, actor: Actor) -> "list[Wording]":
    """Earlier wordings of a model, latest first."""
    rows = Wording.objects.all().visible_to(actor, Permission.PRACTICE_VIEW)
    return list(rows.filter(practice_id=practice_id).order_by("-version", "pk"))


def adoptions_of(practice_id: int) -> AdoptionQuerySet:
    """Who took a listed model up, first ones first: anyone may know it."""
    return Adoption.objects.filter(practice_id=practice_id).order_by("started_on", "pk")


def adoptions(*, actor: Actor, unit_id: int) -> AdoptionQuerySet:
    """What a unit took up."""
    rows = Adoption.objects.all().visible_to(actor, Permission.PRACTICE_VIEW)
    return rows.filter(unit_id=unit_id).select_related("practice").order_by("-started_on", "-pk")


def figures_of(practice: Practice) -> tuple[Figure, ...]:
    """The figures that the model's result names (MOD-07)."""
    return rules.figures_in(practice.result)
