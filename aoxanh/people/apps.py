"""Django's registration of the context, what can be counted from it and brought into it."""

from dataclasses import replace
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel import exports, imports, reorganising, retention, traces
from aoxanh.kernel.measures import Attribution, Measure, MeasureKind, register
from aoxanh.kernel.traces import holder_id


class PeopleConfig(AppConfig):
    name = "aoxanh.people"
    label = "people"

    def ready(self) -> None:
        """Officers in post on a day (ORG-07), and those for volunteering alone; lists; what is left."""
        exports.register(
            people="aoxanh.people.queries.exports.PEOPLE",
            units_without_focal_point="aoxanh.people.queries.exports.WITHOUT_FOCAL",
        )
        imports.register(
            members="aoxanh.people.actions.members.MEMBERS",
            officers="aoxanh.people.actions.officers.OFFICERS",
        )
        retention.register(unverified_guests="aoxanh.people.actions.forgetting.GUESTS")
        traces.register(
            memberships="aoxanh.people.queries.traces.MEMBERSHIPS",
            posts="aoxanh.people.queries.traces.POSTS",
            consents="aoxanh.people.queries.traces.CONSENTS",
            merge_proposals="aoxanh.people.queries.traces.PROPOSALS",
        )
        reorganising.register(offices="aoxanh.people.actions.reorganising.OFFICES")
        post: Any = self.get_model("Post")
        officers = Measure(
            code="officers_in_post",
            label=_("Cán bộ đương chức"),
            noun=_("cán bộ"),
            kind=MeasureKind.STOCK,
            attribution=Attribution.ORGANISER,
            rows=post.objects.all,
            unit="unit_id",
            subject=holder_id(),
            starts="valid_from",
            ends="valid_to",
            filters={
                "in_charge": "in_charge_of_volunteering",
                "full_time": "is_full_time",
                "head": "is_head",
            },
        )
        specialised = replace(
            officers,
            code="specialised_officers",
            label=_("Cán bộ chuyên trách phụ trách tình nguyện"),
            rows=post.objects.specialised,
        )
        register(officers, specialised)
