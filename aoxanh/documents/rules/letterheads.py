"""The issuer's words on paper. Papers are Vietnamese whatever the reader's language, so they are not translated."""

from aoxanh.documents.rules.families import Board, Family
from aoxanh.documents.types import Issuer, Letterhead


def letterhead_of(issuer: Issuer, family: Family) -> Letterhead:
    """Header lines, board, code and place as the family words them for the issuer."""
    organisation = family.organisations.get(issuer.family, "")
    superior = issuer.header_superior or issuer.superior.upper()
    board = _board(issuer, family)
    return Letterhead(
        name=issuer.name,
        own_superior=issuer.header_superior,
        superior="" if superior == organisation else superior,
        superior_name=issuer.superior,
        body=issuer.header_body or _body(issuer, family),
        organisation=organisation,
        code=issuer.document_code or family.codes.get(issuer.family, ""),
        place_name=issuer.place_name,
        board=f"{board.board} {issuer.name}" if board else issuer.name,
        on_behalf=_on_behalf(issuer, family, board),
    )


def _body(issuer: Issuer, family: Family) -> str:
    return f"{family.committees.get(issuer.family, '')} {issuer.name.upper()}".strip()


def _board(issuer: Issuer, family: Family) -> Board | None:
    """The first line that fits; a body without a board stands for itself."""
    for row in family.boards:
        if row.family == issuer.family and (not row.levels or issuer.level in row.levels):
            return row
    return None


def _on_behalf(issuer: Issuer, family: Family, board: Board | None) -> str:
    """``TM. BAN THƯỜNG VỤ TỈNH ĐOÀN``."""
    if board is None:
        return f"{family.on_behalf} {issuer.name}".upper()
    whose = issuer.prefix if board.whose else ""
    return f"{family.on_behalf} {board.board} {whose}".strip().upper()
