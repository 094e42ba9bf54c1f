"""What the later parts of the demo build upon: the land, the tree, the people, the printed accounts."""

from collections.abc import Mapping
from dataclasses import dataclass

from aoxanh.jobs.demo.folk import Folk
from aoxanh.jobs.demo.land import Land
from aoxanh.jobs.demo.signins import SignedIn
from aoxanh.jobs.demo.stage import Stage
from aoxanh.jobs.demo.tree import Tree
from aoxanh.kernel.actors import Actor


@dataclass(frozen=True, slots=True)
class World:
    """Everything that stands before the first activity."""

    stage: Stage
    land: Land
    tree: Tree
    folk: Folk
    accounts: Mapping[str, SignedIn]

    def actor(self, key: str) -> Actor:
        """A printed account as asker, with its roles."""
        return self.accounts[key].actor(self.stage.day)
