"""Figures kept for reading, and the programmes whose indicators they answer."""

from aoxanh.programmes.models.amending import Amendment
from aoxanh.programmes.models.boards import Board, BoardTerm
from aoxanh.programmes.models.budget import (
    Estimate,
    EstimateLine,
    MoneyEntry,
    Opinion,
    Scheme,
    YearBudget,
)
from aoxanh.programmes.models.decisions import FigureDecision
from aoxanh.programmes.models.drafts import PlanDraft
from aoxanh.programmes.models.duties import BodyUnit, TaskReminder, TaskReport
from aoxanh.programmes.models.feeds import CalendarFeed
from aoxanh.programmes.models.figures import Cell, DistinctTotal, Total
from aoxanh.programmes.models.following import (
    Acknowledgement,
    Obstacle,
    ObstacleStep,
    OwnPlan,
)
from aoxanh.programmes.models.frozen import Freeze, FreezeVersion, FrozenFigure
from aoxanh.programmes.models.indicators import Indicator, Target
from aoxanh.programmes.models.programme import Edition, Objective, Phase, Programme
from aoxanh.programmes.models.recorded import RecordedFact
from aoxanh.programmes.models.tasks import Body, Task, TaskBody


__all__ = [
    "Acknowledgement",
    "Amendment",
    "Board",
    "BoardTerm",
    "Body",
    "BodyUnit",
    "CalendarFeed",
    "Cell",
    "DistinctTotal",
    "Edition",
    "Estimate",
    "EstimateLine",
    "FigureDecision",
    "Freeze",
    "FreezeVersion",
    "FrozenFigure",
    "Indicator",
    "MoneyEntry",
    "Objective",
    "Obstacle",
    "ObstacleStep",
    "Opinion",
    "OwnPlan",
    "Phase",
    "PlanDraft",
    "Programme",
    "RecordedFact",
    "Scheme",
    "Target",
    "Task",
    "TaskBody",
    "TaskReminder",
    "TaskReport",
    "Total",
    "YearBudget",
]
