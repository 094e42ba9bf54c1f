"""The demo: Lai Châu with invented persons, loaded through the same bulk actions as imports."""

from aoxanh.jobs.demo.loading import load
from aoxanh.jobs.demo.nation import load as load_nation


__all__ = ["load", "load_nation"]
