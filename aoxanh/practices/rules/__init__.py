"""Pure decisions about models of work: reading tables, suggesting classes, noticing what deserves a look."""

from aoxanh.practices.rules.addressed import addressed_level
from aoxanh.practices.rules.appraising import as_rows, average, fits, read_criteria
from aoxanh.practices.rules.classes import suggest_level, suggest_replicability
from aoxanh.practices.rules.columns import COLUMNS as PRACTICE_COLUMNS
from aoxanh.practices.rules.columns import (
    MENDED,
    PARTNERS,
    RAW,
    UNITS,
    mended,
    names_of_columns,
    table_of,
    with_years,
    year_of,
)
from aoxanh.practices.rules.compiled import read_compiled
from aoxanh.practices.rules.figures import figures_in
from aoxanh.practices.rules.flags import Twins, flags_of
from aoxanh.practices.rules.likeness import most_alike, telling_phrases
from aoxanh.practices.rules.narrative import read_narrative
from aoxanh.practices.rules.partners import partners_suggested
from aoxanh.practices.rules.provinces import OTHER_NAMES, province_meant
from aoxanh.practices.rules.tabular import Tongue, read_tabular
from aoxanh.practices.rules.together import (
    as_kept,
    kind_mark,
    marks_of,
    name_mark,
    names_in,
    partners_in,
    place_mark,
    provinces_in,
    said_partners,
    said_units,
    settled,
    unit_mark,
)
from aoxanh.practices.rules.wording import COLUMNS, FIRST_YEAR, derived, digest, read_texts


__all__ = [
    "COLUMNS",
    "FIRST_YEAR",
    "MENDED",
    "OTHER_NAMES",
    "PARTNERS",
    "PRACTICE_COLUMNS",
    "RAW",
    "UNITS",
    "Tongue",
    "Twins",
    "addressed_level",
    "as_kept",
    "as_rows",
    "average",
    "derived",
    "digest",
    "figures_in",
    "fits",
    "flags_of",
    "kind_mark",
    "marks_of",
    "mended",
    "most_alike",
    "name_mark",
    "names_in",
    "names_of_columns",
    "partners_in",
    "partners_suggested",
    "place_mark",
    "province_meant",
    "provinces_in",
    "read_compiled",
    "read_criteria",
    "read_narrative",
    "read_tabular",
    "read_texts",
    "said_partners",
    "said_units",
    "settled",
    "suggest_level",
    "suggest_replicability",
    "table_of",
    "telling_phrases",
    "unit_mark",
    "with_years",
    "year_of",
]
