"""Entries of a plan keep their keys: whatever is added, changed or taken away beside them."""

from aoxanh.programmes.rules import entries, entry_of, key_of_new, with_entry
from aoxanh.programmes.types.amending import Part


RULES = [
    {"in": [2026, 2027], "only": ["a"], "basis": "X"},
    {"in": [2028], "only": ["b"], "basis": "Y"},
]
TWICE = [{"clause": "I.1", "text": "Một"}, {"clause": "I.1", "text": "Hai"}]


def test_a_rule_of_budgets_is_known_by_its_first_year_and_keeps_that_when_it_changes():
    document = {"budgeting": {"rules": RULES}}

    changed = with_entry(document, Part.BUDGET_RULES, "2026", RULES[0] | {"in": [2029]})
    added = with_entry(changed, Part.BUDGET_RULES, "", {"in": [2026], "only": [], "basis": "Z"})

    assert [key for key, _row in entries(document, Part.BUDGET_RULES)] == ["2026", "2028"]
    assert changed["budgeting"]["rules"][0] == RULES[0] | {"in": [2029], "code": "2026"}
    assert [key for key, _row in entries(added, Part.BUDGET_RULES)] == ["2026", "2028", "2026~2"]


def test_of_two_that_are_known_by_the_same_each_keeps_its_key_when_the_other_goes():
    document = {"objectives": TWICE}

    left = with_entry(document, Part.OBJECTIVES, "I.1", None)

    assert [key for key, _row in entries(document, Part.OBJECTIVES)] == ["I.1", "I.1~2"]
    assert entry_of(left, Part.OBJECTIVES, "I.1~2")["text"] == "Hai"
    assert entry_of(left, Part.OBJECTIVES, "I.1") is None


def test_what_is_known_by_long_words_or_by_none_has_a_short_key():
    long = {"name": "Tổ chức Đoàn, Hội các cấp áp dụng công nghệ thông tin", "result": "80 %"}

    key = key_of_new({}, Part.ACHIEVED, long)

    assert len(key) <= 40
    assert key == key_of_new({"achieved": [{"name": "Khác", "result": "1"}]}, Part.ACHIEVED, long)
    assert key_of_new({}, Part.BUDGET_RULES, {"in": []}) == "budget_rules"
