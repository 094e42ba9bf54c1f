"""No request another system can make breaks the interface, or is answered otherwise than its description says."""

import os
from datetime import timedelta

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from aoxanh.access import actions as access
from aoxanh.access.models import ApiKey
from aoxanh.access.types import RoleCode
from aoxanh.kernel.codes import digest
from tests.web.desks import Desks


pytestmark = pytest.mark.django_db

DRAWN = int(os.environ.get("AOXANH_FUZZED", "200"))
"""Requests made up for each operation in the drill; each is asked with every key: more than 20,000 together."""
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
]
SCHEMA = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations()]


@pytest.fixture(autouse=True)
def _one_connection():
    """The end of a request does not close the connection in which the test will be rolled back."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def secrets(world, now):
    """A key of each role, and none."""
    maker = Desks(world, opened=50).account()
    access.grant(
        by=world.system, account_id=maker.pk, role="ADMIN", unit_id=world.ta_leng.pk, now=now
    )
    found = [""]
    for role in RoleCode:
        secret = f"{role}-of-a-system"
        ApiKey.objects.create(
            unit=world.ta_leng, role=role, name=role, secret_digest=digest(secret),
            given_by_id=maker.pk, given_at=now, valid_from=world.day, valid_to=world.day + timedelta(days=90),
        )  # fmt: skip
        found.append(f"Bearer {secret}")
    return found


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.label)
def test_answers_are_those_the_description_names(operation, secrets, crowd):
    assert _fuzz(operation, secrets[-1:], crowd, drawn=2, derandomize=True) == 2


@pytest.mark.drill
def test_twenty_thousand_answers_are_those_the_description_names(secrets, crowd, told):
    asked = sum(_fuzz(operation, secrets, crowd, drawn=DRAWN) for operation in OPERATIONS)

    load = f"{asked} requests, {DRAWN} made up for each operation, each with {len(secrets)} keys"
    told("B1 fuzzed interface", load, "0 broken", "answers fit the description")


def _fuzz(operation, secrets, crowd, *, drawn, derandomize=False):
    """How many answers fitted: making a request up costs more than asking, so each is asked with every key."""
    likely = operation.as_strategy(GenerationMode.POSITIVE)
    unlikely = operation.as_strategy(GenerationMode.NEGATIVE)
    asked = 0

    @settings(
        max_examples=drawn,
        deadline=None,
        database=None,
        derandomize=derandomize,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=st.one_of(likely, likely, unlikely), true=st.booleans())
    def asks(case, true):
        nonlocal asked
        if true:
            _make_true(case, crowd)
        for secret in secrets:
            _ask(case, secret)
            asked += 1

    asks()
    return asked


def _ask(case, secret):
    cache.clear()
    with transaction.atomic():
        answer = case.call(headers={"Authorization": secret} if secret else {})
        transaction.set_rollback(True)
    case.validate_response(answer, checks=CHECKS)


def _make_true(case, crowd):
    """About an activity that exists, and one of its places."""
    if case.path_parameters and "activities" in case.path:
        case.path_parameters["code"] = crowd.activity.code
    if isinstance(case.body, dict) and "slots" in case.body:
        case.body["slots"] = [crowd.slot.pk]
