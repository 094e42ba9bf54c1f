"""Removing any one check makes a cell fail: the table would notice."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db.models import Value
from django.http import HttpRequest
from django.urls import URLPattern, get_resolver

from aoxanh.access import queries as access
from aoxanh.access.types import RoleCode
from aoxanh.activities import queries as activities
from aoxanh.kernel.actors import Actor
from aoxanh.kernel.permissions import Permission
from aoxanh.kernel.scoping import ScopedQuerySet
from aoxanh.people import queries as people
from aoxanh.people.models import Consent
from aoxanh.recognition import queries as recognition
from aoxanh.recognition.models import Certificate
from aoxanh.units.models import Instance
from tests.access_table.asking import IN, MISSING, SECOND_FACTOR, SIGN_IN
from tests.access_table.table import TABLE, UNIT, Row


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_more(counted):
    """Each test here takes one check away."""
    counted("A1 checks taken away", "each permission, each guard, each look at who holds", 1, "checks",
        "a cell of the table fails for each, but where two locks are asked together")  # fmt: skip


def _patterns(patterns, space=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", pattern
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _patterns(pattern.url_patterns, space + inner)


PATTERNS = dict(_patterns(get_resolver().url_patterns))


def _guard(row: Row) -> str:
    return PATTERNS[row.name].callback.guard


def _permission(row: Row) -> Permission | None:
    return getattr(PATTERNS[row.name].callback, "permission", None)


def _fails(row: Row, asker) -> bool:
    """Whether some cell that says the page does not answer is now wrong."""
    return any(
        asker.ask(row, column, relation) not in {MISSING, SIGN_IN}
        for column, relation, answers in row.tries()
        if not answers
    )


def _grant_to_everybody(monkeypatch, *permissions: Permission) -> None:
    """Every account holds the permissions everywhere: at a unit, and over rows."""
    real_may, real_scope = Actor.may, ScopedQuerySet.visible_to

    def may(self, asked, *, at):
        return asked in permissions or real_may(self, asked, at=at)

    def visible_to(self, actor, asked):
        return self if asked in permissions else real_scope(self, actor, asked)

    monkeypatch.setattr(Actor, "may", may)
    monkeypatch.setattr(ScopedQuerySet, "visible_to", visible_to)


USED = sorted({permission for row in TABLE if (permission := _permission(row))})


@pytest.mark.parametrize("permission", USED)
def test_a_permission_granted_to_everybody_makes_a_cell_fail(permission, asker, monkeypatch):
    _grant_to_everybody(monkeypatch, permission)

    assert any(_fails(row, asker) for row in TABLE if _permission(row) == permission)


GUARDED = [row for row in TABLE if _guard(row) in {"needs", "signed_in"}]
ASKED_AGAIN = {
    "manage:activity",
    "manage:activity_announce",
    "manage:activity_campaigns",
    "manage:activity_cancel",
    "manage:activity_close",
    "manage:activity_duties",
    "manage:activity_edit",
    "manage:activity_links",
    "manage:activity_file",
    "manage:activity_paper_issue",
    "manage:activity_publish",
    "manage:activity_roster",
    "manage:activity_share",
    "manage:activity_start",
    "manage:alias_remove",
    "manage:audit_entry",
    "manage:campaign",
    "manage:campaign_drop",
    "manage:campaign_duties",
    "manage:campaign_edit",
    "manage:campaign_model",
    "manage:campaign_paper_file",
    "manage:campaign_paper_issue",
    "manage:campaign_papers",
    "manage:campaign_roster",
    "manage:campaign_rows",
    "manage:campaign_step",
    "manage:campaign_targets",
    "manage:certificate",
    "manage:cooperation",
    "manage:cooperation_number",
    "manage:cooperation_step",
    "manage:cooperation_take_back",
    "manage:meeting",
    "manage:meeting_drop",
    "manage:meeting_match",
    "manage:certificate_file",
    "manage:commendation",
    "manage:change_take_back",
    "manage:course",
    "manage:draft_delete",
    "manage:draw",
    "manage:duty_drop",
    "manage:duty_enlist",
    "manage:door_device_give",
    "manage:door_device_revoke",
    "manage:elsewhere_file",
    "manage:evidence",
    "manage:evidence_add",
    "manage:file",
    "manage:focal_point",
    "manage:grant_end",
    "manage:handover",
    "manage:handover_file",
    "manage:handover_withdraw",
    "manage:host_ask",
    "manage:hosting",
    "manage:api_key_revoke",
    "manage:api_keys",
    "manage:invitation_revoke",
    "manage:job",
    "manage:job_cancel",
    "manage:it_use_decide",
    "manage:list",
    "manage:list_apply",
    "manage:list_discard",
    "manage:list_faults",
    "manage:list_map",
    "manage:list_mend",
    "manage:list_new",
    "manage:list_template",
    "manage:list_undo",
    "manage:nominate",
    "manage:nominees_withdraw",
    "manage:notice_sent",
    "manage:objection",
    "manage:amendment",
    "manage:decision_withdraw",
    "manage:recorded_fact",
    "manage:obstacle",
    "manage:paper_void",
    "manage:plan_draft",
    "manage:plan_draft_drop",
    "manage:plan_draft_file",
    "manage:plan_draft_part",
    "manage:plan_draft_publish",
    "manage:person",
    "manage:photos",
    "manage:questions",
    "manage:receiver_revoke",
    "manage:sample",
    "manage:sample_check",
    "manage:practice",
    "manage:practice_adopt",
    "manage:practice_classes",
    "manage:practice_edit",
    "manage:practice_flag",
    "manage:practice_list",
    "manage:practice_partner",
    "manage:practice_retire",
    "manage:round",
    "manage:safety",
    "manage:safety_add",
    "manage:scan",
    "manage:scan_undo",
    "manage:reorganisation",
    "manage:reorganisation_apply",
    "manage:reorganisation_drop",
    "manage:reorganisation_edit",
    "manage:reorganisation_line",
    "manage:reorganisation_line_drop",
    "manage:reorganisation_line_new",
    "manage:reorganisation_take_back",
    "manage:reorganisation_try",
    "manage:service_proof",
    "manage:shift_add",
    "manage:shift_edit",
    "manage:slot_add",
    "manage:work",
    "manage:stage",
    "manage:team",
    "manage:team_drop",
    "manage:team_edit",
    "manage:team_member",
    "manage:unit",
    "manage:unit_change",
    "manage:merge_propose",
    "manage:merge_proposal",
    "manage:merge_proposal_decline",
    "manage:merge_proposal_withdraw",
}
"""Pages whose query or action asks for a permission of its own: two locks, each tried alone above and here together."""
LOCKED_TWICE = {
    "access:contact",
    "access:identity_leave",
    "access:session_end",
    "access:sessions_end",
    "manage:handover_new",
    "mine:activity_hours",
    "account_change_password",
    "account_reauthenticate",
    "account_set_password",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
}
"""Pages that lead visitors to the sign-in by themselves, too, or find nothing of theirs."""


def _without_guard(callback):
    layer = callback
    while not layer.__code__.co_filename.endswith("web/guards.py"):
        layer = layer.__wrapped__
    inner = layer.__wrapped__

    def open_to_all(request: HttpRequest, **path):
        request.unit_id = path.get("unit_id")
        return inner(request, **path)

    return open_to_all


@pytest.mark.parametrize("row", GUARDED, ids=lambda row: row.name)
def test_a_page_without_its_guard_makes_a_cell_fail(row, asker, monkeypatch):
    pattern = PATTERNS[row.name]
    monkeypatch.setattr(pattern, "callback", _without_guard(pattern.callback))

    if row.name in ASKED_AGAIN:
        _grant_to_everybody(monkeypatch, *Permission)

    assert _fails(row, asker) != (row.name in LOCKED_TWICE)


@pytest.mark.parametrize("name", ["passes:show", "passes:calendar", "passes:picture", "mine:claim"])
def test_a_pass_found_by_any_link_makes_a_cell_fail(name, asker, monkeypatch):
    row = next(row for row in TABLE if row.name == name)
    held = asker.land.spots["own"]["pass"]
    shown = activities.pass_by_token(held.token)
    monkeypatch.setattr(activities, "pass_by_token", lambda _token: shown)

    assert _fails(row, asker)


@pytest.mark.parametrize("name", ["mine:certificate_file", "mine:disclose"])
def test_a_certificate_that_is_everybodys_makes_a_cell_fail(name, asker, monkeypatch):
    row = next(row for row in TABLE if row.name == name)
    monkeypatch.setattr(recognition, "is_holder", lambda *_, **__: Value(True))  # noqa: FBT003

    assert _fails(row, asker)


def test_a_credential_that_is_everybodys_makes_a_cell_fail(asker, monkeypatch):
    row = next(row for row in TABLE if row.name == "mine:credential")
    monkeypatch.setattr(
        recognition, "own_certificate", lambda *, pk, **_: Certificate.objects.get(pk=pk)
    )

    assert _fails(row, asker)


def test_a_consent_that_is_everybodys_makes_a_cell_fail(asker, monkeypatch):
    row = next(row for row in TABLE if row.name == "mine:consent_withdraw")
    monkeypatch.setattr(people, "consents_of", lambda *_, **__: Consent.objects.all())

    assert _fails(row, asker)


def test_a_role_that_never_ends_makes_a_cell_fail(asker, monkeypatch):
    row = next(row for row in TABLE if row.name == "manage:todo")
    real = access.actor_of
    monkeypatch.setattr(
        access, "actor_of", lambda account, *, day: real(account, day=day - timedelta(days=1))
    )

    assert asker.ask(row, RoleCode.COMMUNE_OFFICER, "none") == IN


def test_officers_without_a_second_factor_are_led_to_set_one_up(asker):
    Authenticator.objects.all().delete()
    Instance.objects.update(second_factor="ALL")
    pages = [row for row in TABLE if row.about == UNIT]

    answers = {asker.ask(row, RoleCode.PROVINCE_OFFICER, "own") for row in pages}

    assert answers <= {SECOND_FACTOR, MISSING}
    assert SECOND_FACTOR in answers
