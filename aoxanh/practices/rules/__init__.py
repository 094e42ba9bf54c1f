"""Pure decisions about models of work: reading tables, suggesting classes, noticing what deserves a look."""

from aoxanh.practices.rules.compiled import read_compiled


__all__ = ["read_compiled"]
