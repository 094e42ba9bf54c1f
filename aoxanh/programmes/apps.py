"""Django's registration of the context, and the lists that leave it."""

from functools import partial
from typing import TYPE_CHECKING, Any

from django.apps import AppConfig
from django.db.models import Count
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from aoxanh.kernel import exports, imports, probes, reorganising
from aoxanh.kernel.measures import Attribution, Measure, MeasureKind, register


if TYPE_CHECKING:
    from aoxanh.programmes.types.recorded import FactKind

_TOLD_BY = frozenset(f"programmes.Fact{what}" for what in ("Recorded", "Accepted", "Withdrawn"))
_KINDS = "aoxanh.programmes.queries.recorded.fact_kinds"


class ProgrammesConfig(AppConfig):
    name = "aoxanh.programmes"
    label = "programmes"

    def ready(self) -> None:
        """Register what is taken away and brought in, and every kind of recorded fact as a measure."""
        exports.register(
            officers="aoxanh.programmes.queries.exports.OFFICERS",
            indicator_units="aoxanh.programmes.queries.exports.INDICATOR_UNITS",
            served="aoxanh.programmes.queries.exports.SERVED",
            figure_decisions="aoxanh.programmes.queries.decisions.DECISIONS",
            recorded_facts="aoxanh.programmes.queries.recorded.RECORDED_FACTS",
            frozen_figures="aoxanh.programmes.queries.frozen.FROZEN",
            reconciliation="aoxanh.programmes.queries.reconciling.RECONCILIATION",
            obstacles="aoxanh.programmes.queries.following.OBSTACLES",
            own_plans="aoxanh.programmes.queries.following.FOLLOWERS",
            task_units="aoxanh.programmes.queries.duties.UNITS",
            task_matrix="aoxanh.programmes.queries.matrix.MATRIX",
        )
        exports.register(
            estimates="aoxanh.programmes.queries.money_lists.ESTIMATES",
            money_entries="aoxanh.programmes.queries.money_lists.MONEY",
        )
        imports.register(estimate_lines="aoxanh.programmes.actions.estimate_lists.ESTIMATE_LINES")
        reorganising.register(figures="aoxanh.programmes.queries.reorganising.FIGURES")
        probes.register(figures="aoxanh.programmes.queries.health.health")
        register(*(self._measure(kind) for kind in import_string(_KINDS)()))

    def _measure(self, kind: "FactKind") -> Measure:
        """What of a kind of recorded facts counts, by unit and day."""
        fact: Any = self.get_model("RecordedFact")
        return Measure(
            code=kind.code,
            label=kind.name,
            noun=_("việc"),
            kind=MeasureKind.FLOW,
            attribution=Attribution.ORGANISER,
            rows=partial(fact.objects.counted, kind.code),
            unit="unit_id",
            day="counted_on",
            amount=Count("pk"),
            told_by=_TOLD_BY,
        )
