"""Teams: who serves together, under whom, from which forces."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from aoxanh.activities.models.campaigns import Campaign, CampaignBranch
from aoxanh.activities.models.reference import FieldOfWork, Force
from aoxanh.activities.models.shifts import Shift
from aoxanh.activities.types import Readiness, TeamRole
from aoxanh.kernel.dates import ZONE
from aoxanh.kernel.periods import FOREVER
from aoxanh.kernel.scoping import ScopedQuerySet


class TeamQuerySet(ScopedQuerySet["Team"]):
    def with_days(self) -> Self:
        """Each with its days: those of its campaign, or from when it was founded on."""
        founded = TruncDate("created_at", tzinfo=ZONE)
        return self.annotate(
            begins=Coalesce("campaign__starts_on", founded, output_field=models.DateField()),
            ceases=Coalesce("campaign__ends_on", Value(FOREVER), output_field=models.DateField()),
        )

    def combining(self) -> Self:
        """Teams in which all the core forces take part, by their list or by their members (ACT-11)."""
        rows = self
        for code in Force.objects.filter(core=True).order_by("position", "pk").values_list("pk"):
            listed = Team.forces.through.objects.filter(team=OuterRef("pk"), force=code[0])
            member = TeamMember.objects.filter(team=OuterRef("pk"), force=code[0])
            rows = rows.filter(Q(Exists(listed)) | Q(Exists(member)))
        return rows


class Team(models.Model):
    """A team of one unit, for a campaign or for good (ACT-11, NET-11)."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, null=True, blank=True, related_name="teams"
    )
    branch = models.ForeignKey(
        CampaignBranch, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    field = models.ForeignKey(
        FieldOfWork, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    forces = models.ManyToManyField(Force, related_name="+", blank=True)
    name = models.CharField(_("tên đội hình"), max_length=160)
    speciality = models.CharField(_("chuyên môn"), max_length=120, blank=True)
    area = models.CharField(_("địa bàn"), max_length=200, blank=True)
    size = models.PositiveIntegerField(_("số người cần"), null=True, blank=True)
    readiness = models.CharField(max_length=8, choices=Readiness, default=Readiness.READY)
    search_text = models.CharField(max_length=600)
    sort_key = models.CharField(max_length=250)
    created_at = models.DateTimeField()

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "name", "campaign"),
                condition=Q(campaign__isnull=False),
                name="team_once_a_campaign",
            ),
            models.UniqueConstraint(
                fields=("unit", "name"),
                condition=Q(campaign__isnull=True),
                name="team_once_a_unit",
            ),
            models.CheckConstraint(
                condition=Q(size__isnull=True) | Q(size__gt=0), name="team_size_positive"
            ),
        )
        indexes = (models.Index(fields=("campaign", "unit"), name="team_of_campaign"),)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.name}"


class TeamMemberQuerySet(ScopedQuerySet["TeamMember"]):
    unit_column = "team__unit_id"


class TeamMember(models.Model):
    """That a person belongs to a team: as commander, deputy or member, from one force."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    force = models.ForeignKey(
        Force, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    role = models.CharField(max_length=9, choices=TeamRole, default=TeamRole.MEMBER)
    joined_at = models.DateTimeField()

    objects = TeamMemberQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("team", "person"), name="team_member_once"),
            models.UniqueConstraint(
                fields=("team",),
                condition=Q(role=TeamRole.COMMANDER),
                name="team_one_commander",
            ),
        )
        indexes = (models.Index(fields=("person",), name="team_member_of_person"),)

    def __str__(self) -> str:
        return f"{self.person_id} in {self.team_id}"


class TeamDutyQuerySet(ScopedQuerySet["TeamDuty"]):
    unit_column = "shift__activity__unit_id"


class TeamDuty(models.Model):
    """That a team serves in a shift, wherever its activity takes place.

    That no team is in two places at once is checked under a lock on the team; a shift moved later may break it, and
    the pages say so.
    """

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="duties")
    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="duties")
    given_by_id = models.BigIntegerField(null=True, blank=True)
    given_at = models.DateTimeField()

    objects = TeamDutyQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("team", "shift"), name="team_duty_once"),)

    def __str__(self) -> str:
        return f"{self.team_id} in {self.shift_id}"
