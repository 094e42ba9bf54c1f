"""Teams by the list: sixty of them from one spreadsheet, each for its unit (XCT-04, ACT-11)."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from aoxanh.activities.actions.teams import require_team, write_team
from aoxanh.activities.errors import TeamExists, TeamUnitUnknown
from aoxanh.activities.models import (
    CampaignBranch,
    FieldOfWork,
    Force,
    Team,
    TeamDuty,
    TeamMember,
)
from aoxanh.activities.types import TeamGiven
from aoxanh.activities.types.teams import TeamDropped, TeamsFounded
from aoxanh.audit import actions as audit
from aoxanh.kernel.cells import whole, words
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
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.text import fold
from aoxanh.units import queries as units


TEAM = "team"
_SEVERAL = re.compile(r"[;,+]|\bvà\b")


def _forces(text: str) -> tuple[str, ...]:
    """``bộ đội; học sinh`` is told by the desk: here only the parts."""
    return tuple(part for part in (fold(each) for each in _SEVERAL.split(text)) if part)


COLUMNS = (
    Column(
        code="name",
        label=_("Tên đội hình"),
        read=words,
        synonyms=("đội hình", "tên đội", "đội"),
        required=True,
        example="Đội hình tiếp sức mùa thi THPT Than Uyên",
    ),
    Column(
        code="unit",
        label=_("Đơn vị"),
        read=words,
        synonyms=("đơn vị cử", "cơ sở đoàn", "đoàn"),
        example="Đoàn xã Than Uyên",
        hint=_("Để trống là đội hình của chính đơn vị đang làm."),
        can_fill=True,
    ),
    Column(
        code="branch",
        label=_("Nhánh"),
        read=words,
        synonyms=("nhánh chiến dịch", "chiến dịch thành phần"),
        example="Tiếp sức mùa thi",
        can_fill=True,
    ),
    Column(
        code="field",
        label=_("Lĩnh vực"),
        read=words,
        synonyms=("lĩnh vực hoạt động",),
        example="Giáo dục, hỗ trợ học tập",
        can_fill=True,
    ),
    Column(
        code="speciality",
        label=_("Chuyên môn"),
        read=words,
        synonyms=("chuyên ngành", "nghề"),
        example="Y tế",
    ),
    Column(
        code="forces",
        label=_("Lực lượng"),
        read=_forces,
        show="; ".join,
        synonyms=("thành phần", "lực lượng tham gia"),
        example="Học sinh, sinh viên; Thanh niên lực lượng vũ trang",
        hint=_("Cách nhau bằng dấu chấm phẩy."),
        can_fill=True,
    ),
    Column(
        code="size",
        label=_("Số người"),
        read=whole,
        synonyms=("số lượng", "quân số", "số đội viên", "số thành viên"),
        example="12",
        can_fill=True,
    ),
    Column(
        code="area",
        label=_("Địa bàn"),
        read=words,
        synonyms=("nơi hoạt động", "địa điểm"),
        example="Điểm thi THPT Than Uyên",
    ),
)


class TeamsDesk:
    """One pass over a list of teams; with a campaign, of its unit and those below."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._campaign = require_team(
            by=asked.by, unit_id=asked.unit_id, campaign_id=asked.subject_id
        )
        root = self._campaign.unit_id if self._campaign else asked.unit_id
        own = asked.by.may(Permission.ACTIVITY_EDIT, at=root)
        within = root if self._campaign and own else asked.unit_id
        self._units = _named_units(within, asked)
        branches = CampaignBranch.objects.filter(campaign=asked.subject_id or 0)
        self._branches = {fold(row.name): row.pk for row in branches}
        self._fields = {fold(row.name): row.pk for row in FieldOfWork.objects.all()}
        self._forces = _named_forces()
        self._built: dict[int, tuple[int, TeamGiven]] = {}

    def check(self, lines: Sequence[Line]) -> Sequence[Finding]:
        """Units, branches, fields and forces by their names, and teams that are there already."""
        self._built = {}
        findings = [found for line in lines for found in self._faults(line)]
        return [*findings, *self._there()]

    def _faults(self, line: Line) -> list[Finding]:
        values, faults = line.values, []

        def named(column: str, known: Mapping[str, object], what: str) -> object | None:
            typed = values.get(column, "")
            if typed and fold(typed) not in known:
                faults.append(Finding(line.number, column, what % {"typed": typed}))
            return known.get(fold(typed)) if typed else None

        unit_id = self._unit(line, faults)
        branch = named("branch", self._branches, str(_("Chiến dịch không có nhánh “%(typed)s”.")))
        field = named("field", self._fields, str(_("Không có lĩnh vực “%(typed)s”.")))
        forces = self._forces_of(line, faults)
        if not faults and unit_id is not None:
            team = TeamGiven(
                name=values["name"],
                speciality=values.get("speciality", ""),
                field_code=str(field or ""),
                area=values.get("area", ""),
                size=values.get("size") or None,
                forces=forces,
                branch_id=branch if isinstance(branch, int) else None,
            )
            self._built[line.number] = (unit_id, team)
        return faults

    def _unit(self, line: Line, faults: list[Finding]) -> int | None:
        typed = line.values.get("unit", "")
        if not typed:
            return self._asked.unit_id
        found = self._units.get(fold(typed), set())
        if len(found) == 1:
            return next(iter(found))
        faults.append(Finding(line.number, "unit", str(TeamUnitUnknown(typed=typed))))
        return None

    def _forces_of(self, line: Line, faults: list[Finding]) -> tuple[str, ...]:
        typed = line.values.get("forces", ())
        found = [self._forces.get(each) for each in typed]
        missing = [each for each, code in zip(typed, found, strict=True) if code is None]
        if missing:
            sentence = _("Không có lực lượng “%(typed)s” trong danh mục.") % {"typed": missing[0]}
            faults.append(Finding(line.number, "forces", str(sentence)))
        return tuple(dict.fromkeys(code for code in found if code))

    def _there(self) -> list[Finding]:
        """Teams of the same unit and name that the campaign has."""
        names = {team.name for _unit, team in self._built.values()}
        rows = Team.objects.filter(campaign=self._asked.subject_id, name__in=names)
        known = set(rows.order_by("pk").values_list("unit_id", "name"))
        findings = []
        for number, (unit_id, team) in list(self._built.items()):
            if (unit_id, team.name) in known:
                del self._built[number]
                findings.append(Finding(number, "name", str(TeamExists(name=team.name))))
        return findings

    def apply(self, lines: Sequence[Line]) -> Applied:
        """Set the teams up."""
        asked, made, findings = self._asked, {}, []
        for line in lines:
            unit_id, team = self._built[line.number]
            row = Team(unit_id=unit_id, campaign_id=asked.subject_id, created_at=asked.now)
            try:
                write_team(row=row, team=team)
            except DomainError as refusal:
                findings.append(Finding(line.number, refusal.field or "name", str(refusal)))
            else:
                made[line.number] = [(TEAM, row.pk)]
        event = TeamsFounded(len(made))
        audit.record(by=asked.by, event=event, unit_id=asked.unit_id, now=asked.now)
        return Applied(made, findings)

    def undo(self, made: Mapping[int, Sequence[Made]]) -> Sequence[Kept]:
        """Remove the teams again, unless people were named for them or they were put on shifts by now."""
        asked = self._asked
        lines = {key: line for line, things in made.items() for noun, key in things if noun == TEAM}
        rows = Team.objects.in_bulk(list(lines))
        used: dict[int, str] = {}
        for model, reason in ((TeamDuty, _("đã có ca")), (TeamMember, _("đã có đội viên"))):
            found = model.objects.filter(team__in=rows).order_by()
            used |= dict.fromkeys(found.values_list("team_id", flat=True), str(reason))
        kept = [Kept(lines[key], rows[key].name, used[key]) for key in sorted(used)]
        gone = [key for key in rows if key not in used]
        Team.objects.filter(pk__in=gone).delete()
        event = TeamDropped(len(gone))
        audit.record(by=asked.by, event=event, unit_id=asked.unit_id, now=asked.now)
        return kept


def _named_units(within: int, asked: Asked) -> Mapping[str, set[int]]:
    """Units at or below ``within`` by whole and short name; a name of several is none."""
    found: dict[str, set[int]] = defaultdict(set)
    ids = units.subtree_ids(unit_id=within, day=asked.day)
    for pk, name in units.names_at(ids, asked.day).items():
        found[fold(name)].add(pk)
    for pk, name in units.short_names_at(ids, asked.day).items():
        found[fold(name)].add(pk)
    return found


def _named_forces() -> Mapping[str, str]:
    """Forces by name, and by each part of a name that lists several (“Học sinh, sinh viên”)."""
    found: dict[str, str] = {}
    for row in Force.objects.order_by("-position", "pk"):
        for part in (row.name, *_SEVERAL.split(row.name)):
            found[fold(part)] = row.pk
    return found


def _key(values: Values) -> tuple[str, str] | None:
    return (fold(values.get("unit", "")), fold(values["name"])) if "name" in values else None


TEAMS = ImportKind(
    code="teams",
    label=_("Đội hình"),
    noun=_("đội hình"),
    lead=_("Lập nhiều đội hình một lần, mỗi dòng một đội; đơn vị cử người vào sau."),
    permission=Permission.ACTIVITY_EDIT,
    columns=COLUMNS,
    open=TeamsDesk,
    key=_key,
    key_column="name",
    icon="users-round",
)
