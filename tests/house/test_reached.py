"""The bars of coverage: they refuse, and they name the files."""

from tools.reached import Gaps, Reached, below, files


def _file(name, *, branches=10, missing_branches=(), missing_lines=()):
    return Reached(name, branches, tuple(missing_branches), tuple(missing_lines))


def test_a_core_file_with_one_line_missing_is_named():
    told = below([_file("aoxanh/access/actions/grants.py", missing_lines=[17])], Gaps())

    assert told == [
        "core, all of it: aoxanh/access/actions/grants.py: 10/10 branches, 1 lines missing: 17"
    ]


def test_a_core_file_with_one_branch_missing_is_named():
    told = below([_file("aoxanh/units/rules.py", branches=100, missing_branches=[(3, 0)])], Gaps())

    assert told == [
        "core, all of it: aoxanh/units/rules.py: 99/100 branches, 0 lines missing: 3→out"
    ]


def test_below_95_per_cent_the_worst_files_come_first():
    told = below(
        [
            _file("aoxanh/web/a.py", branches=100, missing_branches=[(1, 2)] * 5),
            _file("aoxanh/web/b.py", branches=100, missing_branches=[(1, 2)] * 6),
            _file("aoxanh/web/c.py", branches=0, missing_lines=[4]),
        ],
        Gaps(),
    )

    assert told[0] == "94.5 % of 200 branches are reached, 95 % are asked:"
    assert [line.split(":")[0] for line in told[1:]] == ["aoxanh/web/b.py", "aoxanh/web/a.py"]


def test_at_the_bar_nothing_is_said():
    reached = [
        _file("aoxanh/people/rules/lines.py"),
        _file("aoxanh/web/a.py", branches=90, missing_branches=[(1, 2)] * 5, missing_lines=[9]),
    ]

    assert below(reached, Gaps()) == []


def test_what_is_known_to_lack_may_shrink_and_not_grow():
    gaps = Gaps(share=90.0, core={"aoxanh/kernel/text.py": 2})
    fewer = [_file("aoxanh/kernel/text.py", missing_lines=[3])]
    more = [_file("aoxanh/kernel/text.py", missing_lines=[3, 4, 5])]

    assert below(fewer, gaps) == []
    assert len(below(more, gaps)) == 1


def test_files_are_read_from_the_report_of_the_tool():
    found = {
        "executed_branches": [[3, 4], [6, 7], [6, 0]],
        "missing_branches": [[3, 5]],
        "missing_lines": [5],
    }

    assert list(files({"files": {"aoxanh/kernel/text.py": found}})) == [
        Reached("aoxanh/kernel/text.py", 4, ((3, 5),), (5,))
    ]
