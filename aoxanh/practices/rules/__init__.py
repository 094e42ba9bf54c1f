"""Pure decisions about models of work: reading tables, suggesting classes, noticing what deserves a look."""

from aoxanh.practices.rules.classes import suggest_level, suggest_replicability
from aoxanh.practices.rules.compiled import read_compiled
from aoxanh.practices.rules.figures import figures_in
from aoxanh.practices.rules.flags import flags_of, twins


__all__ = [
    "figures_in",
    "flags_of",
    "read_compiled",
    "suggest_level",
    "suggest_replicability",
    "twins",
]
