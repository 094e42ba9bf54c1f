"""Lists of officers with their posts and, where a role is given, invitations (ORG-07)."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from aoxanh.audit import actions as audit
from aoxanh.kernel import cells
from aoxanh.kernel.errors import DomainError, NotAllowed
from aoxanh.kernel.imports import (
    Applied,
    Asked,
    Column,
    Finding,
    ImportKind,
    Kept,
    Line,
    Made,
    Values,
)
from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import fold
from aoxanh.kernel.usage import users_of
from aoxanh.people.actions.records import built
from aoxanh.people.errors import (
    BirthImplausible,
    PeriodEmpty,
    PostOverlaps,
    TitleNeeded,
)
from aoxanh.people.models import Consent, Person, Post
from aoxanh.people.queries.consents import consent_text
from aoxanh.people.rules import PersonRead, read_person
from aoxanh.people.rules.columns import PERSON_COLUMNS, person_given, person_key
from aoxanh.people.types import (
    ConsentGiver,
    ConsentPurpose,
    OfficersLoaded,
    OfficersTakenBack,
    PersonState,
)
from aoxanh.units import queries as units


PERSON, POST = "person", "post"
_ONE_DAY = timedelta(days=1)


def _flag(code: str, label: object, *synonyms: str) -> Column:
    return Column(
        code=code,
        label=str(label),
        read=cells.yes,
        show=cells.shown_yes,
        offered=lambda: ("Có", "Không"),
        synonyms=synonyms,
    )


_POST_COLUMNS = (
    Column(
        code="unit",
        label=_("Đơn vị"),
        read=cells.words,
        can_fill=True,
        hint=_("Tên, tên gọi khác hoặc mã đơn vị trực thuộc; để trống là đơn vị của bạn"),
        synonyms=("tên đơn vị", "đơn vị công tác", "nơi công tác", "xã, phường", "đoàn xã, phường"),
    ),
    Column(
        code="title",
        label=_("Chức danh"),
        read=cells.words,
        required=True,
        can_fill=True,
        example="Bí thư",
        synonyms=("chức vụ", "chức danh, chức vụ", "vị trí", "nhiệm vụ"),
    ),
    _flag("is_head", _("Đứng đầu"), "người đứng đầu", "trưởng"),
    _flag(
        "is_full_time", _("Chuyên trách công tác Đoàn, Hội"), "chuyên trách", "cán bộ chuyên trách"
    ),
    _flag("is_specialised", _("Chuyên trách phụ trách tình nguyện")),
    _flag("in_charge_of_volunteering", _("Phụ trách tình nguyện"), "phụ trách"),
    Column(
        code="decision_number",
        label=_("Số quyết định"),
        read=cells.words,
        synonyms=("quyết định", "số qđ"),
    ),
    Column(
        code="valid_from",
        label=_("Từ ngày"),
        read=cells.day,
        show=cells.shown_day,
        required=True,
        can_fill=True,
        example="01/03/2024",
        synonyms=("ngày bổ nhiệm", "ngày giữ chức", "ngày bắt đầu", "từ"),
    ),
    Column(
        code="valid_to",
        label=_("Đến hết ngày"),
        read=cells.day,
        show=cells.shown_day,
        can_fill=True,
        synonyms=("hết nhiệm kỳ", "ngày kết thúc", "đến ngày"),
    ),
)


class OfficersDesk:
    """One pass over a list of officers; somebody the unit keeps already gets the post, not a second record."""

    def __init__(self, asked: Asked) -> None:
        asked.by.require(Permission.PERSON_EDIT, at=asked.unit_id)
        self._asked = asked
        self._named = units.UnitNames(within=asked.unit_id, day=asked.day)
        self._read: dict[int, PersonRead] = {}
        self._posts: dict[int, Post] = {}
        self._known: dict[tuple[int, str], int] = {}

    def check(self, lines: Sequence[Line]) -> Sequence[Finding]:
        """Units, titles, terms; nobody holds a post twice at a time."""
        self._read, self._posts = {}, {}
        findings = [finding for line in lines for finding in self._faults(line)]
        findings += self._units_beyond(lines)
        return [*findings, *self._known_already()]

    def _faults(self, line: Line) -> Iterator[Finding]:
        values, column = line.values, "birth"
        try:
            read = read_person(person_given(values), day=self._asked.day)
            column = "unit"
            unit_id = self._named.near(values.get("unit", ""))
            column = "title"
            if len(values["title"]) > 120:
                raise TitleNeeded
            column = "valid_to"
            last = values.get("valid_to")
            until = last + _ONE_DAY if last else FOREVER
            if until <= values["valid_from"]:
                raise PeriodEmpty
        except (BirthImplausible, DomainError) as refusal:
            yield Finding(line.number, column, str(refusal))
            return
        self._read[line.number] = read
        self._posts[line.number] = Post(
            unit_id=unit_id,
            title=values["title"],
            is_head=values.get("is_head", False),
            is_full_time=values.get("is_full_time", False),
            is_specialised=values.get("is_specialised", False),
            in_charge_of_volunteering=values.get("in_charge_of_volunteering", False),
            decision_number=values.get("decision_number", "")[:80],
            valid_from=values["valid_from"],
            valid_to=until,
        )

    def _units_beyond(self, lines: Sequence[Line]) -> Iterator[Finding]:
        """Lines of units whose officers the asker may not note; and which unit a name was taken for.

        A superior notes posts wherever it hands on the roles that go with them.
        """
        by = self._asked.by
        named = {post.unit_id for post in self._posts.values()}
        may = by.among(Permission.PERSON_EDIT, unit_ids=named)
        may |= by.among(Permission.ACCOUNT_INVITE, unit_ids=named - may)
        names = units.names_at(named, self._asked.day)
        for line in lines:
            post, said = self._posts.get(line.number), line.values.get("unit", "")
            if post is None:
                continue
            if post.unit_id not in may:
                del self._posts[line.number], self._read[line.number]
                yield Finding(line.number, "unit", str(NotAllowed()))
            elif said and fold(said) != fold(names[post.unit_id]):
                yield Finding(line.number, "unit", names[post.unit_id], is_fault=False)

    def _known_already(self) -> Iterator[Finding]:
        """Who is kept already, and whether the post is held already."""
        keys = {read.contact_key for read in self._read.values() if read.contact_key}
        kept = Person.objects.filter(contact_key__in=keys, state=PersonState.VERIFIED)
        kept = kept.filter(unit_id__in={post.unit_id for post in self._posts.values()})
        self._known = {
            (unit_id, key): pk
            for pk, unit_id, key in kept.order_by("-pk").values_list("pk", "unit_id", "contact_key")
        }
        held = list(Post.objects.filter(person_id__in=self._known.values()).order_by("pk"))
        for number, post in list(self._posts.items()):
            person_id = self._person_id(number)
            if person_id is None:
                continue
            if any(_overlap(each, post) for each in held if each.person_id == person_id):
                del self._posts[number], self._read[number]
                yield Finding(number, "title", str(PostOverlaps()))
            else:
                said = _("Đã có hồ sơ: ghi thêm chức danh vào hồ sơ đó.")
                yield Finding(number, "full_name", str(said), is_fault=False)

    def _person_id(self, number: int) -> int | None:
        return self._known.get((self._posts[number].unit_id, self._read[number].contact_key))

    def apply(self, lines: Sequence[Line]) -> Applied:
        """Write the persons that are new, and every post."""
        asked = self._asked
        new = [line.number for line in lines if self._person_id(line.number) is None]
        persons = Person.objects.bulk_create(
            built(
                self._read[number],
                unit_id=self._posts[number].unit_id,
                state=PersonState.VERIFIED,
                now=asked.now,
            )
            for number in new
        )
        version = consent_text(ConsentPurpose.PARTICIPATION, asked.day).version
        Consent.objects.bulk_create(
            Consent(
                person=person,
                purpose=ConsentPurpose.PARTICIPATION,
                version=version,
                given_by=ConsentGiver.UNIT,
                given_at=asked.now,
            )
            for person in persons
        )
        made_now = dict(zip(new, (person.pk for person in persons), strict=True))
        for line in lines:
            post = self._posts[line.number]
            post.person_id = made_now.get(line.number) or self._person_id(line.number) or 0
        posts = Post.objects.bulk_create(self._posts[line.number] for line in lines)
        self._record(OfficersLoaded(len(posts)), posts)
        made: dict[int, list[Made]] = {
            line.number: [(POST, post.pk)] for line, post in zip(lines, posts, strict=True)
        }
        for number, pk in made_now.items():
            made[number].append((PERSON, pk))
        return Applied(made)

    def undo(self, made: Mapping[int, Sequence[Made]]) -> Sequence[Kept]:
        """Take the posts back, and the persons that came with them, unless something hangs on them by now."""
        lines = {(noun, key): line for line, things in made.items() for noun, key in things}
        persons = Person.objects.in_bulk([key for noun, key in lines if noun == PERSON])
        posts = Post.objects.select_related("person").in_bulk(
            [key for noun, key in lines if noun == POST]
        )
        used = set(users_of(Person, list(persons), apart={Consent, Post}))
        used |= {pk for pk, person in persons.items() if person.account_id is not None}
        others = Post.objects.filter(person_id__in=persons).exclude(pk__in=posts)
        used |= set(others.order_by("pk").values_list("person_id", flat=True))
        kept = {lines[PERSON, pk]: persons[pk].full_name for pk in used}
        gone = [post for pk, post in posts.items() if lines[POST, pk] not in kept]
        Post.objects.filter(pk__in=[post.pk for post in gone]).delete()
        alone = sorted(set(persons) - used)
        Consent.objects.filter(person_id__in=alone).delete()
        Person.objects.filter(pk__in=alone).delete()
        self._record(OfficersTakenBack(len(gone)), gone)
        why = str(_("đã có dữ liệu khác gắn với hồ sơ"))
        return [Kept(line, name, why) for line, name in sorted(kept.items())]

    def _record(self, event: OfficersLoaded | OfficersTakenBack, posts: Sequence[Post]) -> None:
        days = {(post.unit_id, post.valid_from) for post in posts}
        days |= {(post.unit_id, post.valid_to) for post in posts if post.valid_to != FOREVER}
        audit.record(
            by=self._asked.by,
            event=event,
            unit_id=self._asked.unit_id,
            touches=days,
            now=self._asked.now,
        )


def _overlap(held: Post, new: Post) -> bool:
    return (
        held.unit_id == new.unit_id
        and fold(held.title) == fold(new.title)
        and held.valid_from < new.valid_to
        and new.valid_from < held.valid_to
    )


def _key(values: Values) -> Hashable | None:
    who = person_key(values)
    name = fold(values["full_name"]) if who is None else ""
    return who, name, fold(values.get("unit", "")), fold(values["title"])


OFFICERS = ImportKind(
    code="officers",
    label=_("Cán bộ và chức danh"),
    noun=_("cán bộ"),
    lead=_("Ghi cán bộ đương chức của đơn vị và các đơn vị trực thuộc, mỗi dòng một chức danh."),
    permission=Permission.PERSON_EDIT,
    columns=(*PERSON_COLUMNS, *_POST_COLUMNS),
    open=OfficersDesk,
    key=_key,
    key_column="full_name",
    icon="user-check",
)
