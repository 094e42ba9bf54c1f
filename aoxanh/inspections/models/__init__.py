"""Checklists, yearly plans with draws, visits and remedies; ways of using IT and declarations of them."""

from aoxanh.inspections.models.declaration import ItUse, UseDeclaration
from aoxanh.inspections.models.plan import Checklist, Draw, InspectionPlan
from aoxanh.inspections.models.visit import Remedy, Visit


__all__ = [
    "Checklist",
    "Draw",
    "InspectionPlan",
    "ItUse",
    "Remedy",
    "UseDeclaration",
    "Visit",
]
