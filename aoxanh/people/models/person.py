"""Persons, with or without an account."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel.codes import PUBLIC_LENGTH, new_code
from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.people.types import Gender, PersonState, YouthCategory


class PersonQuerySet(ScopedQuerySet["Person"]):
    pass


class Person(models.Model):
    """One human being as one unit knows them; ``unit`` keeps the record.

    A guest's sign-up makes an UNVERIFIED person: a phone number proves nothing (house decision 16).
    """

    unit = models.ForeignKey(  # found through ``person_of_unit_sorted``
        "units.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    account = models.OneToOneField(
        "access.Account", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    home_place = models.ForeignKey(
        "places.Place", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    code = models.CharField(max_length=PUBLIC_LENGTH, unique=True, default=new_code, editable=False)
    full_name = models.CharField(_("họ và tên"), max_length=120)
    search_text = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=250)
    birth_date = models.DateField(_("ngày sinh"), null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("năm sinh"), null=True, blank=True)
    gender = models.CharField(_("giới tính"), max_length=8, choices=Gender, blank=True)
    phone = models.CharField(_("số điện thoại"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    contact_key = models.CharField(max_length=64, blank=True)
    youth_category = models.CharField(
        _("đối tượng thanh niên"), max_length=16, choices=YouthCategory, blank=True
    )
    skills = models.JSONField(_("kỹ năng"), default=list, blank=True)
    availability = models.CharField(_("thời gian rảnh"), max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=PersonState, default=PersonState.UNVERIFIED)
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(state=PersonState.ENDED),
                name="person_merged_is_ended",
            ),
        )
        indexes = (
            models.Index(fields=("unit", "sort_key"), name="person_of_unit_sorted"),
            models.Index(fields=("contact_key",), name="person_by_contact_key"),
            models.Index(fields=("phone",), name="person_by_phone"),
        )

    def __str__(self) -> str:
        return self.code
