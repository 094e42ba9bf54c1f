"""Who has completed a course, for how long it counts, and what files of topics may say."""

from datetime import date

import pytest

from aoxanh.training import actions, rules
from aoxanh.training.errors import TopicFileRefused
from aoxanh.training.models import Topic
from aoxanh.training.types import Standing


@pytest.mark.parametrize(
    ("attended", "sessions", "share", "completed"),
    [(4, 5, 80, True), (3, 5, 80, False), (1, 1, 100, True), (0, 0, 80, False), (2, 3, 67, False)],
)
def test_a_course_is_completed_at_its_share_of_sessions(attended, sessions, share, completed):
    assert rules.has_completed(attended=attended, sessions=sessions, share=share) is completed


@pytest.mark.parametrize(
    ("completed_on", "months", "until"),
    [
        (date(2024, 11, 23), 24, date(2026, 11, 23)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2025, 5, 5), None, date(9999, 12, 31)),
    ],
)
def test_a_training_counts_up_to_the_same_day_so_many_months_later(completed_on, months, until):
    assert rules.valid_until(completed_on=completed_on, months=months) == until


def test_on_the_day_it_runs_out_a_training_no_longer_counts():
    until = date(2026, 11, 23)

    assert rules.standing(until=until, day=date(2026, 11, 22)) == Standing.VALID
    assert rules.standing(until=until, day=until) == Standing.EXPIRED
    assert rules.standing(until=None, day=until) == Standing.NEVER


TOPIC = "- code: so_cuu\n  name: Sơ cứu\n  coordination: false\n  share: 100\n"


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("- code: so_cuu\n  name: Sơ cứu\n", 1, "thiếu"),
        (TOPIC.replace("100", "101"), 1, "share"),
        (f"{TOPIC}  valid_months: 0\n", 1, "valid_months"),
        (f"{TOPIC}  valid_months: lâu\n", 1, "chưa đúng kiểu"),
        (f"{TOPIC}  han: 2\n", 1, "không có mục"),
        (TOPIC.replace("so_cuu", "Sơ"), 1, "chưa đúng dạng"),
        (TOPIC + TOPIC, 5, "đã có ở trên"),
        (f"{TOPIC}  share: 90\n", 5, "ghi hai lần"),
        ("so_cuu", 1, "danh sách"),
        (f"{TOPIC}  valid_months: 2026-02-31\n", 5, "2026-02-31"),
        ("- {code: [", 1, "không đọc được"),
    ],
)
def test_a_faulty_file_of_topics_is_refused_with_line_and_reason(text, line, word):
    with pytest.raises(TopicFileRefused) as refusal:
        rules.read_topics(text, file="topics.yaml")

    assert f"topics.yaml, dòng {line}:" in str(refusal.value)
    assert word in str(refusal.value)


def test_another_provinces_topics_load_from_a_file_and_again_change_nothing(
    db, system, now, tmp_path
):
    path = tmp_path / "topics.yaml"
    path.write_text(TOPIC, encoding="utf-8")
    assert actions.load_topics(by=system, path=path, now=now) == 1
    path.write_text(f"{TOPIC}  valid_months: 6\n", encoding="utf-8")

    written = [actions.load_topics(by=system, path=path, now=now) for _time in range(2)]

    assert written == [1, 0]
    assert Topic.objects.get(pk="so_cuu").valid_months == 6


def test_a_file_of_topics_in_another_encoding_is_refused(db, system, now, tmp_path):
    path = tmp_path / "topics.yaml"
    path.write_bytes("- code: sơ".encode("utf-16"))

    with pytest.raises(TopicFileRefused):
        actions.load_topics(by=system, path=path, now=now)
