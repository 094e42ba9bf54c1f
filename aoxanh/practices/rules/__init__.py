"""Pure decisions about models of work: reading tables, suggesting classes, noticing what deserves a look."""

from aoxanh.practices.rules.classes import suggest_level, suggest_replicability
from aoxanh.practices.rules.columns import COLUMNS as PRACTICE_COLUMNS
from aoxanh.practices.rules.columns import MENDED, RAW, mended, table_of, year_of
from aoxanh.practices.rules.compiled import read_compiled
from aoxanh.practices.rules.figures import figures_in
from aoxanh.practices.rules.flags import Twins, flags_of
from aoxanh.practices.rules.provinces import province_meant
from aoxanh.practices.rules.wording import COLUMNS, FIRST_YEAR, derived, digest, read_texts


__all__ = [
    "COLUMNS",
    "FIRST_YEAR",
    "MENDED",
    "PRACTICE_COLUMNS",
    "RAW",
    "Twins",
    "derived",
    "digest",
    "figures_in",
    "flags_of",
    "mended",
    "province_meant",
    "read_compiled",
    "read_texts",
    "suggest_level",
    "suggest_replicability",
    "table_of",
    "year_of",
]
