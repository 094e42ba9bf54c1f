"""What the tests reach, against the bars of the house: `python -m tools.reached` after the measured run.

Every line and branch of the core, and 95 % of all branches. What is not there yet stands in ``gaps.json``, the share of
all branches and how much each core file lacks: it may shrink and never grow. Below that, files are listed.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import slipcover

from tools.measuring import FOLDER, PRODUCT, measure


ROOT = Path(__file__).resolve().parent.parent
CORE = re.compile(r"^aoxanh/(kernel|access)/|/rules(/|\.py$)")
BAR = 95.0
GAPS = ROOT / "tools" / "gaps.json"
LISTED = 40


@dataclass(frozen=True, slots=True)
class Reached:
    """One file: how many of its branches are reached, and what is not."""

    name: str
    branches: int
    missing_branches: tuple[tuple[int, int], ...]
    missing_lines: tuple[int, ...]

    @property
    def is_core(self) -> bool:
        return CORE.search(self.name) is not None

    @property
    def lacks(self) -> int:
        """How many lines and branches are not reached."""
        return len(self.missing_branches) + len(self.missing_lines)

    def told(self) -> str:
        """The file, what lacks, and where."""
        jumps = (f"{here}→{to or 'out'}" for here, to in self.missing_branches)
        lacking = ", ".join([*map(str, self.missing_lines), *jumps][:12])
        share = f"{self.branches - len(self.missing_branches)}/{self.branches} branches"
        return f"{self.name}: {share}, {len(self.missing_lines)} lines missing: {lacking}"


def combined() -> dict[str, Any]:
    """What every process of the measured runs reached, beside all there is."""
    report = measure(source=[PRODUCT]).get_coverage()
    for left in sorted(FOLDER.glob("*.json")):
        slipcover.merge_coverage(report, json.loads(left.read_text(encoding="utf-8")))
    return report


def files(report: dict[str, Any]) -> Iterator[Reached]:
    """Every measured file of ``report``."""
    for name, found in report["files"].items():
        yield Reached(
            name=Path(name).as_posix(),
            branches=len(found["executed_branches"]) + len(found["missing_branches"]),
            missing_branches=tuple((here, to) for here, to in found["missing_branches"]),
            missing_lines=tuple(found["missing_lines"]),
        )


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is known to lack."""

    share: float = BAR
    core: Mapping[str, int] = field(default_factory=dict)


def known_gaps() -> Gaps:
    found = json.loads(GAPS.read_text(encoding="utf-8"))
    return Gaps(share=found["share"], core=found["core"])


def below(reached: list[Reached], gaps: Gaps) -> list[str]:
    """What to say about the files below their bar; empty when nothing lacks but what is known to."""
    told = [
        f"core, all of it: {each.told()}"
        for each in reached
        if each.is_core and each.lacks > gaps.core.get(each.name, 0)
    ]
    branches = sum(each.branches for each in reached)
    missing = sum(len(each.missing_branches) for each in reached)
    share = 100.0 * (branches - missing) / branches if branches else 100.0
    if share < gaps.share:
        told.append(
            f"{share:.1f} % of {branches} branches are reached, {gaps.share:g} % are asked:"
        )
        worst = sorted(reached, key=lambda each: (-len(each.missing_branches), each.name))
        told += [each.told() for each in worst[:LISTED] if each.missing_branches]
    return told


def main() -> int:
    reached = list(files(combined()))
    gaps = known_gaps()
    told = below(reached, gaps)
    branches = sum(each.branches for each in reached)
    missing = sum(len(each.missing_branches) for each in reached)
    lacking = sum(gaps.core.values())
    print(
        f"   {branches - missing} of {branches} branches reached; {lacking} in the core known to lack"
    )
    for line in told:
        print(f"   {line}")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
