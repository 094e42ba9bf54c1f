"""Lists of officers to be invited, brought in whole; their links are made when the letters are."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from aoxanh.access.actions.accounts import LONGEST_NAME
from aoxanh.access.actions.invitations import drawn_up
from aoxanh.access.errors import ContactUnreadable, NameNeeded, RoleEndBeforeStart
from aoxanh.access.models import Invitation
from aoxanh.access.queries.inviting import invitable
from aoxanh.access.rules import ROLES
from aoxanh.access.types import (
    InvitationGiven,
    InvitationsSent,
    InvitationsTakenBack,
    OfficerGiven,
    OfficerRow,
    RoleCode,
)
from aoxanh.audit import actions as audit
from aoxanh.kernel import cells
from aoxanh.kernel.contacts import read_contact, spoken_phone
from aoxanh.kernel.errors import DomainError
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
from aoxanh.kernel.text import fold, nfc
from aoxanh.units import queries as units


INVITATION = "invitation"
_ONE_DAY = timedelta(days=1)
_ROLES = {code.value: str(code.label) for code in RoleCode if code != RoleCode.VOLUNTEER}


def _name(text: str) -> str:
    """A name of a person: letters and no figures. Raises ``NameNeeded``."""
    name = nfc(text)
    letters = any(sign.isalpha() for sign in name)
    if (
        not letters
        or any(sign.isdigit() or sign == "@" for sign in name)
        or len(name) > LONGEST_NAME
    ):
        raise NameNeeded
    return name


def _contact(text: str) -> str:
    """A phone number or an address in its stored form. Raises ``ContactUnreadable``."""
    try:
        phone, email = read_contact(text)
    except ValueError as fault:
        raise ContactUnreadable from fault
    return phone or email


def _shown_contact(contact: str) -> str:
    return contact if "@" in contact else spoken_phone(contact)


def _unit(text: str) -> str:
    """What a unit is called: words. Raises ``ValueError`` for figures alone."""
    bare = cells.words(text)
    if not any(sign.isalpha() for sign in bare):
        raise ValueError(text)
    return bare


COLUMNS = (
    Column(
        code="full_name",
        label=_("Họ và tên"),
        read=_name,
        required=True,
        tells=True,
        example="Lò Thị Ón",
        synonyms=("họ tên", "tên", "họ và tên cán bộ", "họ tên cán bộ", "cán bộ", "full name"),
    ),
    Column(
        code="contact",
        label=_("Số điện thoại hoặc e-mail"),
        read=_contact,
        show=_shown_contact,
        required=True,
        tells=True,
        example="0912 345 678",
        synonyms=(
            "số điện thoại", "điện thoại", "sđt", "di động", "đt", "zalo", "số zalo", "liên hệ", "phone",
            "e-mail", "email", "thư điện tử", "gmail",
        ),
    ),
    Column(
        code="unit",
        label=_("Đơn vị"),
        read=_unit,
        required=True,
        can_fill=True,
        tells=True,
        example="Đoàn xã Tả Lèng",
        hint=_("Tên đầy đủ hoặc tên thường gọi"),
        synonyms=("tên đơn vị", "đơn vị công tác", "nơi công tác", "cơ sở Đoàn"),
    ),
    Column(
        code="role",
        label=_("Vai trò"),
        read=cells.one_of(_ROLES),
        show=lambda code: str(RoleCode(code).label),
        can_fill=True,
        offered=lambda: tuple(str(RoleCode(code).label) for code in _ROLES),
        hint=_("Để trống là vai trò thường dùng của loại đơn vị đó"),
        synonyms=("vai trò trên cổng", "quyền"),
    ),
    Column(
        code="until",
        label=_("Giữ vai trò đến hết ngày"),
        read=cells.day,
        show=cells.shown_day,
        can_fill=True,
        example="31/12/2027",
        hint=_("Ngày hết nhiệm kỳ"),
        synonyms=("hết nhiệm kỳ", "đến hết ngày", "đến ngày", "ngày kết thúc"),
    ),
)  # fmt: skip


class InviteesDesk:
    """One pass over a list of officers to be invited; who is invited or works there already is left out by name."""

    def __init__(self, asked: Asked) -> None:
        asked.by.require(Permission.ACCOUNT_INVITE, at=asked.unit_id)
        self._asked = asked
        self._named = units.UnitNames(within=asked.unit_id, day=asked.day)
        self._rows: dict[int, OfficerRow] = {}

    def check(self, lines: Sequence[Line]) -> Sequence[Finding]:
        """Units, terms, who is left out; what role at which unit each is offered."""
        findings: list[Finding] = []
        given = []
        for line in lines:
            faults = list(self._faults(line))
            findings += faults
            if not faults:
                given.append(self._given(line))
        rows = invitable(given, unit_id=self._asked.unit_id, actor=self._asked.by)
        self._rows = {row.line: row for row in rows if not row.fault}
        return [*findings, *map(_said, rows)]

    def _faults(self, line: Line) -> Iterator[Finding]:
        last = line.values.get("until")
        if last is not None and last < self._asked.day:
            yield Finding(line.number, "until", str(RoleEndBeforeStart()))
        try:
            self._named.near(line.values["unit"])
        except DomainError as refusal:
            yield Finding(line.number, "unit", str(refusal))

    def _given(self, line: Line) -> OfficerGiven:
        values = line.values
        return OfficerGiven(
            line=line.number,
            full_name=values["full_name"],
            contact=values["contact"],
            unit_id=self._named.near(values["unit"]),
            role=values.get("role", ""),
        )

    def apply(self, lines: Sequence[Line]) -> Applied:
        """Write invitations without a link."""
        drawn = [self._drawn_up(line) for line in lines]
        saved = Invitation.objects.bulk_create(drawn)
        event = InvitationsSent(tuple(each.pk for each in saved))
        self._record(event)
        return Applied(
            {line.number: [(INVITATION, row.pk)] for line, row in zip(lines, saved, strict=True)}
        )

    def _drawn_up(self, line: Line) -> Invitation:
        row, last = self._rows[line.number], line.values.get("until")
        given = InvitationGiven(
            unit_id=row.unit_id,
            role=row.role,
            contact=row.contact,
            full_name=row.full_name,
            role_until=last + _ONE_DAY if last else FOREVER,
        )
        invitation, _token = drawn_up(given, by=self._asked.by, now=self._asked.now)
        invitation.has_link = False
        return invitation

    def undo(self, made: Mapping[int, Sequence[Made]]) -> Sequence[Kept]:
        """Take the invitations back that nobody has taken up."""
        lines = {key: line for line, things in made.items() for _noun, key in things}
        rows = Invitation.objects.select_for_update(of=("self",), no_key=True).in_bulk(list(lines))
        taken = [row for row in rows.values() if row.accepted_at is not None]
        waiting = [row.pk for row in rows.values() if row.accepted_at is None]
        Invitation.objects.filter(pk__in=waiting, revoked_at__isnull=True).update(
            revoked_at=self._asked.now
        )
        self._record(InvitationsTakenBack(tuple(sorted(waiting))))
        why = str(_("đã nhận lời mời"))
        return [Kept(lines[row.pk], row.full_name, why) for row in taken]

    def _record(self, event: InvitationsSent | InvitationsTakenBack) -> None:
        asked = self._asked
        audit.record(by=asked.by, event=event, unit_id=asked.unit_id, now=asked.now)


def _said(row: OfficerRow) -> Finding:
    """Why somebody is left out; else the role and the unit that the preview shows beside the name."""
    if row.fault:
        return Finding(row.line, "full_name", row.fault)
    role = ROLES[row.role].name
    return Finding(row.line, "full_name", f"{role}, {row.unit_name}", is_fault=False)


def _key(values: Values) -> Hashable | None:
    return values["contact"], fold(values["unit"]), values.get("role", "")


INVITEES = ImportKind(
    code="invitees",
    label=_("Cán bộ mời vào cổng"),
    noun=_("cán bộ"),
    lead=_("Mỗi người một lời mời: in thành thư hoặc gửi Zalo, đặt mật khẩu là dùng được."),
    permission=Permission.ACCOUNT_INVITE,
    columns=COLUMNS,
    open=InviteesDesk,
    key=_key,
    key_column="contact",
    icon="user-plus",
)
