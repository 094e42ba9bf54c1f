"""The demo: Lai Châu with invented persons, loaded through the same bulk actions as imports."""

from aoxanh.jobs.demo.loading import load


__all__ = ["load"]
