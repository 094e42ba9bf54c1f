"""What the records of persons hold beside the profile: memberships, posts, what was agreed to, who was asked."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from aoxanh.kernel.dates import local_day, vn_date
from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.traces import Left, Trace
from aoxanh.people.models import Consent, Membership, MergeProposal, Post
from aoxanh.units import queries as units


_ONE_DAY = timedelta(days=1)


def _members(person_ids: Collection[int]) -> QuerySet[Membership]:
    return Membership.objects.filter(person_id__in=person_ids)


def _officers(person_ids: Collection[int]) -> QuerySet[Post]:
    return Post.objects.filter(person_id__in=person_ids)


def _agreed(person_ids: Collection[int]) -> QuerySet[Consent]:
    return Consent.objects.filter(person_id__in=person_ids)


def _memberships(person_ids: Collection[int]) -> list[Left]:
    rows = list(_members(person_ids).order_by("valid_from", "pk"))
    names = _named(rows)
    return [
        Left(
            person_id=row.person_id,
            day=row.valid_from,
            values={
                _("Đơn vị"): names.get(row.unit_id, ""),
                _("Tư cách"): row.get_kind_display(),
                _("Lớp"): row.class_name,
                _("Mã sinh viên, học sinh"): row.student_code,
                **_term(row.valid_from, row.valid_to),
            },
        )
        for row in rows
    ]


def _posts(person_ids: Collection[int]) -> list[Left]:
    rows = list(_officers(person_ids).order_by("valid_from", "pk"))
    names = _named(rows)
    return [
        Left(
            person_id=row.person_id,
            day=row.valid_from,
            values={
                _("Đơn vị"): names.get(row.unit_id, ""),
                _("Chức danh"): row.title,
                _("Số quyết định"): row.decision_number,
                **_term(row.valid_from, row.valid_to),
            },
        )
        for row in rows
    ]


def _named(rows: list[Membership] | list[Post]) -> dict[int, str]:
    latest = max((row.valid_from for row in rows), default=date.min)
    return units.names_at({row.unit_id for row in rows}, latest) if rows else {}


def _term(begins: date, ends: date) -> dict[str, str]:
    last = "" if ends == FOREVER else vn_date(ends - _ONE_DAY)
    return {_("Từ ngày"): vn_date(begins), _("Đến hết ngày"): last}


def _consents(person_ids: Collection[int]) -> list[Left]:
    rows = _agreed(person_ids).select_related("guardian")
    return [
        Left(
            person_id=row.person_id,
            day=local_day(row.given_at),
            values={
                _("Đồng ý việc"): row.get_purpose_display(),
                _("Bản"): str(row.version),
                _("Người đồng ý"): row.guardian.full_name
                if row.guardian
                else row.get_given_by_display(),
                _("Ngày"): vn_date(local_day(row.given_at)),
                _("Rút ngày"): vn_date(local_day(row.withdrawn_at)) if row.withdrawn_at else "",
            },
        )
        for row in rows.order_by("given_at", "pk")
    ]


def _asked_about(person_ids: Collection[int]) -> QuerySet[MergeProposal]:
    return MergeProposal.objects.filter(person_id__in=person_ids)


def _proposals(person_ids: Collection[int]) -> list[Left]:
    rows = list(_asked_about(person_ids).order_by("proposed_at", "pk"))
    latest = max((local_day(row.proposed_at) for row in rows), default=date.min)
    sides = {unit_id for row in rows for unit_id in (row.from_unit_id, row.to_unit_id)}
    names = units.names_at(sides, latest) if rows else {}
    return [
        Left(
            person_id=row.person_id,
            day=local_day(row.proposed_at),
            values={
                _("Đơn vị"): names.get(row.from_unit_id, ""),
                _("Hỏi đơn vị"): names.get(row.to_unit_id, ""),
                _("Ngày"): vn_date(local_day(row.proposed_at)),
                _("Trả lời"): row.get_state_display(),
            },
        )
        for row in rows
    ]


MEMBERSHIPS = Trace(
    code="memberships", label=lazy("Thuộc đơn vị"), held=_members, rows=_memberships
)
POSTS = Trace(code="posts", label=lazy("Chức danh"), held=_officers, rows=_posts)
CONSENTS = Trace(code="consents", label=lazy("Sự đồng ý"), held=_agreed, rows=_consents)
PROPOSALS = Trace(
    code="merge_proposals",
    label=lazy("Hỏi đơn vị khác có trùng hồ sơ không"),
    held=_asked_about,
    rows=_proposals,
)
