"""Activities, their shifts, sign-ups, scans and hours, and the reference rows they rest on."""

from aoxanh.activities.models.activity import Activity
from aoxanh.activities.models.declarations import DeclaredTotal
from aoxanh.activities.models.outputs import Evidence, Output
from aoxanh.activities.models.reference import (
    ActivityKind,
    FieldOfWork,
    LifecycleRow,
    OutputMetric,
    SafetyRule,
    Template,
)
from aoxanh.activities.models.stages import HostAgreement, SafetyItem, StageStep


__all__ = [
    "Activity",
    "ActivityKind",
    "DeclaredTotal",
    "Evidence",
    "FieldOfWork",
    "HostAgreement",
    "LifecycleRow",
    "Output",
    "OutputMetric",
    "SafetyItem",
    "SafetyRule",
    "StageStep",
    "Template",
]
