"""Putting what is known into a template, and noting what is not."""

from collections.abc import Mapping, Sequence
from string import Formatter

from aoxanh.documents.rules.templates import NUMBER, Block, Template
from aoxanh.documents.types import Filled, Grid, Line, Paragraph, Run, Values


DOTS = "……………"
"""What stands where nothing is known."""


def fill(template: Template, values: Values, *, labels: Mapping[str, str]) -> Filled:
    """The paper with everything known put in; what is not stands as dots and is named."""
    filler = _Filler(values, labels)
    subject = filler.line(template.subject)
    body: list[Paragraph | Grid] = []
    for block in template.body:
        body.extend(filler.block(block))
    return Filled(
        code=template.code,
        name=template.name,
        series=template.series,
        heading=template.heading,
        subject=subject,
        body=tuple(body),
        recipients=tuple(filter(None, map(filler.known_only, template.recipients))),
        blanks=tuple(filler.blanks),
    )


def blank_line() -> Line:
    return (Run(DOTS, blank=True),)


class _Filler:
    """Fills texts and remembers the labels of what stayed empty, once each, in order."""

    def __init__(self, values: Values, labels: Mapping[str, str]) -> None:
        self._values, self._labels = values, labels
        self.blanks: dict[str, None] = {}

    def block(self, block: Block) -> list[Paragraph | Grid]:
        stands = (not block.when or self._values.get(block.when)) and not (
            block.unless and self._values.get(block.unless)
        )
        if not stands:
            return []
        if block.columns:
            return [self._grid(block)]
        if block.each:
            rows = self._rows(block)
            return [Paragraph(block.part, _words(block.text, row)) for row in rows]
        return [Paragraph(block.part, self.line(block.text))]

    def line(self, text: str) -> Line:
        runs: list[Run] = []
        for words, name, _form, _turn in Formatter().parse(text):
            if words:
                runs.append(Run(words))
            if name is not None:
                runs.append(self._place(name))
        return tuple(runs)

    def known_only(self, text: str) -> str:
        """The text filled; empty when a place of it is unknown."""
        named = [name for _words, name, _form, _turn in Formatter().parse(text) if name is not None]
        if not all(self._values.get(name) for name in named):
            return ""
        return "".join(run.text for run in self.line(text))

    def _place(self, name: str) -> Run:
        value = self._values.get(name, "")
        if isinstance(value, str) and value:
            return Run(value)
        self.blanks[self._labels.get(name, name)] = None
        return Run(DOTS, blank=True)

    def _rows(self, block: Block) -> Sequence[Mapping[str, str]]:
        rows = self._values.get(block.each, ())
        return () if isinstance(rows, str) else rows

    def _grid(self, block: Block) -> Grid:
        columns = block.columns
        rows = [
            tuple(_words(column.value, {NUMBER: str(number), **row}) for column in columns)
            for number, row in enumerate(self._rows(block), start=1)
        ]
        if not rows:
            self.blanks[block.label] = None
            rows = [tuple(blank_line() if column.value else () for column in columns)]
        return Grid(
            heads=tuple(column.head for column in columns),
            widths=tuple(column.width for column in columns),
            aligns=tuple(column.align for column in columns),
            rows=tuple(rows),
        )


def _words(text: str, row: Mapping[str, str]) -> Line:
    """A cell or item: what the row does not know stays empty."""
    filled = "".join(
        words + (row.get(name, "") if name is not None else "")
        for words, name, _form, _turn in Formatter().parse(text)
    )
    return (Run(filled),) if filled else ()
