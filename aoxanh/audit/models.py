"""The trail: entries that only grow, their personal details, and the seals over them."""

from django.db import models

from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.kernel.transactions import TransactionId


class EntryQuerySet(ScopedQuerySet["Entry"]):
    pass


class Entry(models.Model):
    """That something was done: by whom, where, what it touched. Names nobody (house decision 11)."""

    event = models.CharField(max_length=60)
    unit_id = models.BigIntegerField(null=True)
    actor_kind = models.CharField(max_length=8)
    account_id = models.BigIntegerField(null=True)
    pass_id = models.BigIntegerField(null=True)
    cause = models.CharField(max_length=80, blank=True)
    subject_type = models.CharField(max_length=40, blank=True)
    subject_id = models.BigIntegerField(null=True)
    touches = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    detail_digest = models.CharField(max_length=64, blank=True)
    xact = models.BigIntegerField(db_default=TransactionId())
    at = models.DateTimeField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=("xact", "id"), name="entry_in_order"),
            models.Index(fields=("unit_id", "-id"), name="entry_of_unit"),
            models.Index(fields=("subject_type", "subject_id"), name="entry_of_subject"),
        )

    def __str__(self) -> str:
        return f"#{self.pk} {self.event}"


class DetailQuerySet(ScopedQuerySet["Detail"]):
    unit_column = "entry__unit_id"


class Detail(models.Model):
    """The personal values of an entry, before and after. May be erased: the seal holds their digest."""

    entry = models.OneToOneField(
        Entry, on_delete=models.PROTECT, primary_key=True, related_name="detail"
    )
    salt = models.CharField(max_length=32)
    payload = models.JSONField()

    objects = DetailQuerySet.as_manager()

    def __str__(self) -> str:
        return f"detail of #{self.entry_id}"


class Seal(models.Model):
    """A signed link of the hash chain over the entries up to a position."""

    last_xact = models.BigIntegerField()
    last_entry_id = models.BigIntegerField()
    entries = models.PositiveIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    signature = models.CharField(max_length=128)
    sealed_at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        # By an expression, so that SQLite makes an index: a table made anew would lose its triggers.
        constraints = (
            models.UniqueConstraint(models.F("previous"), name="seal_has_one_successor"),
        )

    def __str__(self) -> str:
        return f"seal up to #{self.last_entry_id}"


class Bookmark(models.Model):
    """How far one follower has read the trail."""

    follower = models.CharField(max_length=40, primary_key=True)
    xact = models.BigIntegerField(default=0)
    entry_id = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField()

    objects = models.Manager()

    def __str__(self) -> str:
        return f"{self.follower} at #{self.entry_id}"
