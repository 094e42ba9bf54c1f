"""How much two records look like one person."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from aoxanh.people.types import Candidate, DuplicateGroup, DuplicateReason


Weights = Mapping[DuplicateReason, int]


def likeness(one: Candidate, other: Candidate) -> frozenset[DuplicateReason]:
    """What speaks for, and what against, the two being one person."""
    return frozenset(_speaking(one, other))


def _speaking(one: Candidate, other: Candidate) -> Iterator[DuplicateReason]:
    for reason, column in (
        (DuplicateReason.NAME, "name"),
        (DuplicateReason.PHONE, "phone"),
        (DuplicateReason.EMAIL, "email"),
    ):
        if getattr(one, column) and getattr(one, column) == getattr(other, column):
            yield reason
    if one.student_codes & other.student_codes:
        yield DuplicateReason.STUDENT_CODE
    if one.name == other.name and one.unit_id == other.unit_id:
        yield DuplicateReason.UNIT
    if one.gender and other.gender and one.gender != other.gender:
        yield DuplicateReason.OTHER_GENDER
    yield from _births(one, other)


def _births(one: Candidate, other: Candidate) -> Iterator[DuplicateReason]:
    if births_differ(one, other):
        yield DuplicateReason.OTHER_BIRTH
    elif one.birth_date and one.birth_date == other.birth_date:
        yield DuplicateReason.BIRTH_DATE
    elif one.year and one.year == other.year:
        yield DuplicateReason.BIRTH_YEAR


def births_differ(one: Candidate, other: Candidate) -> bool:
    """Whether both births are known, as far as they are, and are not the same."""
    if one.birth_date and other.birth_date:
        return one.birth_date != other.birth_date
    return bool(one.year and other.year) and one.year != other.year


def grouped(
    rows: Sequence[Candidate], *, weights: Weights, shown_from: int
) -> list[DuplicateGroup]:
    """Records that hang together by likenesses of at least ``shown_from``, the most alike first.

    Only records that share a name, a phone, an address or a student code are compared.
    """
    pairs = {}
    for one, other in _worth_comparing(rows):
        found = likeness(one, other)
        score = sum(weights[each] for each in found)
        if score >= shown_from:
            pairs[one.person_id, other.person_id] = (score, found)
    groups = []
    for ids in _hanging_together(pairs):
        own = [told for pair, told in pairs.items() if pair[0] in ids]
        reasons = frozenset().union(*(found for _score, found in own))
        groups.append(
            DuplicateGroup(
                score=max(score for score, _found in own),
                reasons=tuple(each for each in DuplicateReason if each in reasons),
                person_ids=tuple(row.person_id for row in rows if row.person_id in ids),
            )
        )
    return sorted(groups, key=lambda group: (-group.score, group.person_ids))


def _worth_comparing(rows: Sequence[Candidate]) -> Iterator[tuple[Candidate, Candidate]]:
    shared: dict[object, list[Candidate]] = defaultdict(list)
    for row in rows:
        for key in (("name", row.name), ("phone", row.phone), ("email", row.email)):
            if key[1]:
                shared[key].append(row)
        for code in row.student_codes:
            shared[code].append(row)
    told = set()
    for alike in shared.values():
        for one, other in combinations(alike, 2):
            pair = (one.person_id, other.person_id)
            if pair not in told:
                told.add(pair)
                yield one, other


def _hanging_together(pairs: Iterable[tuple[int, int]]) -> list[frozenset[int]]:
    belongs: dict[int, set[int]] = {}
    for one, other in pairs:
        joined = belongs.get(one, {one}) | belongs.get(other, {other})
        for each in joined:
            belongs[each] = joined
    return list({frozenset(ids) for ids in belongs.values()})
