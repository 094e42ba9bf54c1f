"""What the tests reach, against the bars of the house: `python -m tools.reached` after measured runs.

Every line and branch of the core, and 95 % of all branches. Below a bar, the files that lack most are listed.
"""

import json
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coverage import Coverage


ROOT = Path(__file__).resolve().parent.parent
CORE = re.compile(r"^aoxanh/(kernel|access)/|/rules(/|\.py$)")
BAR = 95.0
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
    def is_whole(self) -> bool:
        return not (self.missing_branches or self.missing_lines)

    def told(self) -> str:
        """The file, what lacks, and where."""
        jumps = (f"{here}→{'out' if to < 0 else to}" for here, to in self.missing_branches)
        lacking = ", ".join([*map(str, self.missing_lines), *jumps][:12])
        share = f"{self.branches - len(self.missing_branches)}/{self.branches} branches"
        return f"{self.name}: {share}, {len(self.missing_lines)} lines missing: {lacking}"


def combined() -> dict[str, Any]:
    """The measured runs as one report; their data files are used up."""
    measured = Coverage(config_file=str(ROOT / "pyproject.toml"))
    measured.combine([str(ROOT)])
    measured.save()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        measured.json_report(outfile=str(report))
        found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def files(report: dict[str, Any]) -> Iterator[Reached]:
    """Every measured file of ``report``."""
    for name, found in report["files"].items():
        yield Reached(
            name=Path(name).as_posix(),
            branches=found["summary"]["num_branches"],
            missing_branches=tuple((here, to) for here, to in found["missing_branches"]),
            missing_lines=tuple(found["missing_lines"]),
        )


def below(reached: list[Reached]) -> list[str]:
    """What to say about the files below their bar; empty when every bar is reached."""
    told = [
        f"core, all of it: {each.told()}" for each in reached if each.is_core and not each.is_whole
    ]
    branches = sum(each.branches for each in reached)
    missing = sum(len(each.missing_branches) for each in reached)
    share = 100.0 * (branches - missing) / branches if branches else 100.0
    if share < BAR:
        told.append(f"{share:.1f} % of {branches} branches are reached, {BAR:g} % are asked:")
        worst = sorted(reached, key=lambda each: (-len(each.missing_branches), each.name))
        told += [each.told() for each in worst[:LISTED] if each.missing_branches]
    return told


def main() -> int:
    reached = list(files(combined()))
    told = below(reached)
    branches = sum(each.branches for each in reached)
    missing = sum(len(each.missing_branches) for each in reached)
    print(f"   {branches - missing} of {branches} branches reached")
    for line in told:
        print(f"   {line}")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
