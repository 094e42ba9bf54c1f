"""The front-door contract: a context is entered through actions, queries, types or errors only."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class FrontDoors(Contract):
    """Every import between two children of ``root`` must name one of ``doors`` right after the host."""

    root = fields.StringField()
    doors = fields.SetField(subfield=fields.StringField())
    open_houses = fields.SetField(subfield=fields.StringField(), required=False, default=set())
    guests_of_all = fields.SetField(subfield=fields.StringField(), required=False, default=set())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001  the interface's own
        breaches = sorted(self._breaches(graph))
        return ContractCheck(kept=not breaches, metadata={"breaches": breaches})

    def _breaches(self, graph: ImportGraph) -> set[tuple[str, str]]:
        breaches = set()
        for importer in graph.modules:
            guest = importer.split(".")[1:2]
            for imported in graph.find_modules_directly_imported_by(importer):
                parts = imported.split(".")
                host = parts[1:2]
                if parts[0] != self.root or not guest or not host or guest == host:
                    continue
                if host[0] in self.open_houses or guest[0] in self.guests_of_all:
                    continue
                if not set(parts[2:3]) & set(self.doors):
                    breaches.add((importer, imported))
        return breaches

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["breaches"]:
            output.print_error(f"{importer} enters {imported} beside the front doors")
