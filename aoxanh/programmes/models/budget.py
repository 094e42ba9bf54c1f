"""Money under a programme: estimates of bodies, the consolidated year, what was placed and spent."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.programmes.models.programme import Programme
from aoxanh.programmes.models.tasks import Task
from aoxanh.programmes.types.budget import EstimateState, MoneyKind, SourceKind, YearState


class YearBudgetQuerySet(ScopedQuerySet["YearBudget"]):
    unit_column = "programme__unit"


class YearBudget(models.Model):
    """The consolidated estimate of a programme for one year, or one that adds to it: submitted, weighed, decided.

    ``supplement`` is 0 for the year's own estimate, then 1, 2, … for what is asked for besides: no line stands in two.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    supplement = models.PositiveSmallIntegerField(_("đợt bổ sung"), default=0)
    state = models.CharField(max_length=10, choices=YearState, default=YearState.OPEN)
    paper = models.CharField(_("tờ trình số"), max_length=80, blank=True)
    submitted_on = models.DateField(_("ngày trình"), null=True)
    submitted_to = models.CharField(_("trình"), max_length=200, blank=True)
    proposal = models.CharField(_("văn bản đề xuất"), max_length=80, blank=True)
    proposed_on = models.DateField(_("ngày đề xuất"), null=True)
    proposals = models.PositiveSmallIntegerField(default=0)
    decision = models.CharField(_("quyết định số"), max_length=80, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True)
    decided_by = models.CharField(_("cơ quan quyết định"), max_length=200, blank=True)

    objects = YearBudgetQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "year", "supplement"), name="year_budget_once_a_supplement"
            ),
            models.CheckConstraint(
                condition=Q(state=YearState.OPEN) | Q(submitted_on__isnull=False) & ~Q(paper=""),
                name="year_budget_submitted_by_a_paper",
            ),
            models.CheckConstraint(
                condition=~Q(state=YearState.DECIDED)
                | Q(decided_on__isnull=False) & ~Q(decision=""),
                name="year_budget_decided_by_a_paper",
            ),
        )

    def __str__(self) -> str:
        return f"{self.programme_id} {self.year}"


class EstimateQuerySet(ScopedQuerySet["Estimate"]):
    pass


class Estimate(models.Model):
    """What one body needs for a programme in one year; ``assigned`` is what it was given for it already."""

    budget = models.ForeignKey(YearBudget, on_delete=models.PROTECT, related_name="estimates")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=EstimateState, default=EstimateState.DRAFT)
    assigned = models.BigIntegerField(_("dự toán đã giao"), null=True)
    reason = models.CharField(_("lý do trả lại"), max_length=400, blank=True)
    sent_at = models.DateTimeField(null=True)

    objects = EstimateQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("budget", "unit"), name="estimate_once_a_year"),
            models.CheckConstraint(
                condition=Q(assigned=None) | Q(assigned__gte=0),
                name="estimate_assigned_not_below_0",
            ),
        )

    def __str__(self) -> str:
        return f"{self.budget_id} @{self.unit_id}"


class SchemeQuerySet(ScopedQuerySet["Scheme"]):
    pass


class Scheme(models.Model):
    """Another scheme with which a unit carries out tasks of a programme together; its money is its own."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Programme, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("chương trình, đề án"), max_length=300)
    number = models.CharField(_("số, ký hiệu"), max_length=80, blank=True)
    tasks = models.ManyToManyField(Task, related_name="+")

    objects = SchemeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "unit", "name"), name="scheme_once_a_unit"
            ),
            models.CheckConstraint(
                condition=Q(other=None) | ~Q(other=F("programme")), name="scheme_is_another"
            ),
        )

    def __str__(self) -> str:
        return self.name


_INTEGRATED = Q(kind=SourceKind.INTEGRATED, scheme__isnull=False) | (
    ~Q(kind=SourceKind.INTEGRATED) & Q(scheme=None)
)


class EstimateLineQuerySet(ScopedQuerySet["EstimateLine"]):
    unit_column = "estimate__unit"


class EstimateLine(models.Model):
    """What one task of a body costs from one source, in whole đồng; ``kind`` is the source's on that day."""

    estimate = models.ForeignKey(Estimate, on_delete=models.PROTECT, related_name="lines")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, null=True, related_name="+")
    source = models.CharField(_("nguồn"), max_length=40)
    kind = models.CharField(max_length=12, choices=SourceKind)
    content = models.CharField(_("nội dung chi"), max_length=300, blank=True)
    amount = models.BigIntegerField(_("số tiền"))
    is_about = models.BooleanField(_("ước lượng"), default=False)
    proposed = models.BigIntegerField(_("đề xuất"), null=True)
    proposed_reason = models.CharField(max_length=300, blank=True)
    approved = models.BigIntegerField(_("duyệt"), null=True)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)

    objects = EstimateLineQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "estimate", "task", "source", Coalesce("scheme", 0), name="estimate_line_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="estimate_line_asks_money"),
            models.CheckConstraint(condition=_INTEGRATED, name="estimate_line_names_its_scheme"),
            models.CheckConstraint(
                condition=Q(proposed=None)
                | Q(proposed__gte=0, proposed__lte=F("amount"))
                & (Q(proposed=F("amount")) | ~Q(proposed_reason="")),
                name="estimate_line_proposed_less_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(approved=None)
                | Q(approved__gte=0, approved__lte=F("amount"))
                & (Q(approved=F("amount")) | ~Q(reason="")),
                name="estimate_line_approved_less_with_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.estimate_id} {self.task_id} {self.source}"


class MoneyEntryQuerySet(ScopedQuerySet["MoneyEntry"]):
    pass


class MoneyEntry(models.Model):
    """Money that a unit placed for a programme or spent on a task, by a document; a correction is a new entry."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, null=True, related_name="+")
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="corrected_by"
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    entry = models.CharField(max_length=8, choices=MoneyKind)
    source = models.CharField(_("nguồn"), max_length=40)
    kind = models.CharField(max_length=12, choices=SourceKind)
    amount = models.BigIntegerField(_("số tiền"))
    is_about = models.BooleanField(_("ước lượng"), default=False)
    document = models.CharField(_("chứng từ"), max_length=120)
    document_on = models.DateField(_("ngày chứng từ"))
    note = models.CharField(_("ghi chú"), max_length=400, blank=True)
    account_id = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField()

    objects = MoneyEntryQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(amount__gt=0) | Q(amount=0, corrects__isnull=False),
                name="money_entry_above_0_or_takes_back",
            ),
            models.CheckConstraint(
                condition=Q(entry=MoneyKind.PLACED) | Q(task__isnull=False),
                name="money_entry_spent_on_a_task",
            ),
            models.CheckConstraint(condition=_INTEGRATED, name="money_entry_names_its_scheme"),
            models.CheckConstraint(condition=~Q(document=""), name="money_entry_has_a_document"),
        )
        indexes = (models.Index(fields=("programme", "year", "unit"), name="money_entry_of_year"),)

    def __str__(self) -> str:
        return f"{self.entry} {self.year} @{self.unit_id}"


class OpinionQuerySet(ScopedQuerySet["Opinion"]):
    pass


class Opinion(models.Model):
    """What a body says of one proposal of how the year's money is to be placed (RES-05)."""

    budget = models.ForeignKey(YearBudget, on_delete=models.PROTECT, related_name="opinions")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    proposal = models.PositiveSmallIntegerField()
    agrees = models.BooleanField()
    note = models.CharField(max_length=400, blank=True)
    account_id = models.BigIntegerField(null=True)
    given_at = models.DateTimeField()

    objects = OpinionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("budget", "unit", "proposal"), name="opinion_once_a_proposal"
            ),
        )

    def __str__(self) -> str:
        return f"{self.budget_id} #{self.proposal} @{self.unit_id}"
