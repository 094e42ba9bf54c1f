"""Every event says in Vietnamese what happened."""

import importlib
import pkgutil
import re
from dataclasses import fields

import pytest

import aoxanh
from aoxanh.kernel.events import Event
from aoxanh.web.audit.sentences import GROUPS, SENTENCES, WHEN_NOT
from aoxanh.web.audit.wording import sentence


def _events():
    for found in pkgutil.iter_modules(aoxanh.__path__):
        name = f"aoxanh.{found.name}.types"
        if importlib.util.find_spec(name) is None:
            continue
        module = importlib.import_module(name)
        parts = [module]
        if hasattr(module, "__path__"):
            parts += [
                importlib.import_module(f"{name}.{each.name}")
                for each in pkgutil.iter_modules(module.__path__)
            ]
        for part in parts:
            for event in vars(part).values():
                if isinstance(event, type) and issubclass(event, Event) and event is not Event:
                    yield event


EVENTS = {event.code(): event for event in _events()}
NAMED = re.compile(r"%\((\w+)\)s")


def test_there_are_events_of_many_contexts():
    assert len(EVENTS) > 70
    assert {code.split(".")[0] for code in EVENTS} <= set(GROUPS)


def test_every_event_has_a_sentence_and_every_sentence_an_event():
    assert set(SENTENCES) == set(EVENTS)


@pytest.mark.parametrize("code", sorted(EVENTS))
def test_a_sentence_names_only_values_of_its_event(code):
    known = {field.name for field in fields(EVENTS[code])}
    said = [str(SENTENCES[code])]
    if code in WHEN_NOT:
        flag, other = WHEN_NOT[code]
        assert flag in known
        said.append(str(other))

    assert {name for text in said for name in NAMED.findall(text)} <= known


def test_units_are_called_by_their_names():
    said = sentence(
        "units.UnitsMerged",
        {"into_id": 1, "change_id": 5, "unit_ids": [2, 3], "on": "2025-07-01"},
        {1: "Đoàn xã Tả Lèng", 2: "Đoàn xã Bản Hon", 3: "Đoàn xã Khun Há"},
    )

    assert (
        said == "Hợp nhất Đoàn xã Bản Hon, Đoàn xã Khun Há vào Đoàn xã Tả Lèng từ ngày 01/07/2025"
    )


def test_a_refusal_is_said_as_one():
    values = {"activity_id": 1, "host_unit_id": 2, "agreed": False}

    said = sentence("activities.HostAnswered", values, {2: "Đoàn Bình Lư"})

    assert said == "Đoàn Bình Lư không đồng ý cho tổ chức trên địa bàn"


def test_more_units_than_fit_are_counted():
    names = {number: f"Đoàn {number}" for number in range(1, 6)}

    said = sentence("units.UnitsFounded", {"unit_ids": [1, 2, 3, 4, 5]}, names)

    assert said == "Thành lập Đoàn 1, Đoàn 2, Đoàn 3 và 2 đơn vị khác"


def test_an_event_of_another_version_is_shown_by_its_code():
    assert sentence("units.Gone", {"unit_id": 1}, {}) == "units.Gone"


def test_codes_are_said_by_their_labels():
    said = sentence("access.RoleGranted", {"grant_id": 1, "account_id": 2, "role": "ADMIN"}, {})

    assert said == "Giao vai trò Quản trị hệ thống"


@pytest.mark.parametrize(
    ("event", "values", "words"),
    [
        ("activities.DoorDeviceGiven", {"until": "2026-12-03"}, "dùng đến 03/12/2026"),
        ("recognition.CommendationDecided", {"decided_on": "2026-11-02"}, "ngày 02/11/2026"),
        ("people.MergeProposed", {"counterpart_id": 2}, "Hỏi Đoàn Bình Lư"),
        ("people.MergeProposalAnswered", {"counterpart_id": 2, "merged": False}, "không gộp"),
    ],
)
def test_days_and_other_units_are_said_as_they_are_read(event, values, words):
    assert words in sentence(event, values, {2: "Đoàn Bình Lư"})
