"""Whether what a plan file says of money can be loaded: its sources, who proposes, what single years allow."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from aoxanh.kernel.lined import Lined
from aoxanh.programmes.rules.plan_columns import Fault, Faults, column_faults, list_faults, unknown
from aoxanh.programmes.types.budget import BudgetTier, SourceKind


def money_faults(raw: Lined, *, bodies: Collection[str], years: range) -> Faults:
    """Sources of a known kind and tier; bodies and sources that the plan names; years within it."""
    sources = raw.get("budget_sources", [])
    yield from list_faults("budget_source", sources, line=raw.line)
    kinds = [kind.lower() for kind in SourceKind.values]
    for each in sources:
        said = _("không có loại nguồn kinh phí %(code)s.")
        yield from unknown(each.at("kind"), [each["kind"]] if "kind" in each else [], kinds, said)
        said = _("không có cấp ngân sách %(code)s.")
        named = [each["tier"]] if "tier" in each else []
        yield from unknown(each.at("tier"), named, BudgetTier.values, said)
        if "tier" in each and each.get("kind") != SourceKind.STATE.lower():
            yield Fault(each.at("tier"), _("chỉ ngân sách nhà nước mới có cấp."))
    if "budgeting" in raw:
        codes = {each["code"] for each in sources}
        yield from _budgeting_faults(raw["budgeting"], bodies, codes, years)


def _budgeting_faults(
    raw: Lined, bodies: Collection[str], sources: Collection[str], years: range
) -> Faults:
    yield from column_faults("budgeting", raw, line=raw.line)
    said = _("không có cơ quan, đơn vị %(code)s.")
    proposes = [raw["proposes"]] if "proposes" in raw else []
    yield from unknown(raw.at("proposes"), proposes, bodies, said)
    yield from unknown(raw.at("with"), raw.get("with", []), bodies, said)
    rules = raw.get("rules", [])
    yield from list_faults("budget_rule", rules, line=raw.line)
    seen: set[int] = set()
    for each in rules:
        said = _("không có nguồn kinh phí %(code)s.")
        yield from unknown(each.at("only"), each["only"], sources, said)
        if not each["in"]:
            yield Fault(each.at("in"), _("quy định cần ít nhất một năm."))
        for year in each["in"]:
            if year not in years:
                yield Fault(
                    each.at("in"), _("năm %(year)s nằm ngoài chương trình.") % {"year": year}
                )
            elif year in seen:
                yield Fault(each.at("in"), _("năm %(year)s đã có quy tắc ở trên.") % {"year": year})
            seen.add(year)
