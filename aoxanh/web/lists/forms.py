"""The forms of “Nhập danh sách”: a file or a text, and which column is which."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from aoxanh.files import queries as files
from aoxanh.kernel.imports import Column, ImportKind, Sent
from aoxanh.kernel.tables import Table
from aoxanh.work.types import SourceColumn


class SourceForm(forms.Form):
    """A file, or what was copied from a sheet or a chat."""

    file = forms.FileField(
        label=_("Tệp danh sách"),
        required=False,
        help_text=_("Excel (.xlsx), bảng trong Word (.docx), CSV hoặc TXT, nhiều nhất 12 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.docx,.csv,.tsv,.txt"}),
        error_messages={"empty": _("Tệp này trống. Hãy chọn lại tệp có nội dung.")},
    )
    pasted = forms.CharField(
        label=_("Hoặc dán danh sách vào đây"),
        required=False,
        strip=False,
        help_text=_(
            "Chép cả dòng tiêu đề từ Excel, hoặc các dòng họ tên và số điện thoại từ Zalo."
        ),
        widget=forms.Textarea(attrs={"rows": 6, "wrap": "off", "spellcheck": "false"}),
    )

    converts = forms.BooleanField(
        label=_("Chuyển sang Unicode"),
        required=False,
        help_text=_("Chữ theo bảng mã cũ được đổi khi đọc. Bước sau xem trước từng dòng."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        self._offer = self.fields["converts"]
        if "converts" not in self.data:
            del self.fields["converts"]

    def offer_conversion(self) -> None:
        """Ask whether old letters shall be converted: only when there are some."""
        self.fields["converts"] = self._offer

    def clean(self) -> dict[str, object]:
        """One of both is needed."""
        given: dict[str, object] = super().clean() or {}
        if not self.errors and not given.get("file") and not str(given.get("pasted", "")).strip():
            self.add_error("file", _("Hãy chọn tệp hoặc dán danh sách."))
        return given

    def table(self, kind: ImportKind, day: date) -> Table:
        """The list that was sent, the file first, as its kind reads it. Raises what reading it raises."""
        upload = self.cleaned_data["file"]
        if upload:
            found = files.opened(name=upload.name or "", size=upload.size or 0, read=upload.read)
        else:
            text = self.cleaned_data["pasted"]
            found = files.pasted(text, name=str(_("Danh sách đã dán")))
        clear = files.in_unicode(found, converts=self.cleaned_data.get("converts", False))
        if kind.read is None:
            return files.table_of(clear)
        return kind.read(Sent(original=found, clear=clear, day=day))


class MappingForm(forms.Form):
    """For each column of the list, which of the kind's it is; what to write where the list lacks one."""

    def __init__(
        self,
        data: Mapping[str, object] | None,
        *,
        kind: ImportKind,
        sources: Sequence[SourceColumn],
        fills: Mapping[str, str],
    ) -> None:
        super().__init__(data)
        choices = [("", _("Bỏ qua cột này")), *((c.code, c.label) for c in kind.columns)]
        for source in sources:
            self.fields[f"cot-{source.place}"] = forms.ChoiceField(
                label=source.heading or _("(không có tiêu đề)"),
                choices=choices,
                required=False,
                initial=source.code,
            )
        for column in kind.columns:
            if column.can_fill:
                self.fields[f"chung-{column.code}"] = _fill_field(column, fills)
        self._places = [source.place for source in sources]
        self._fills = [column.code for column in kind.columns if column.can_fill]

    def mapping(self) -> list[str]:
        """The column codes in the order of the list's columns."""
        return [self.cleaned_data[f"cot-{place}"] for place in self._places]

    def fills(self) -> dict[str, str]:
        """The texts for all lines, by column code."""
        return {code: self.cleaned_data[f"chung-{code}"] for code in self._fills}

    def columns(
        self, sources: Iterable[SourceColumn]
    ) -> list[tuple[SourceColumn, forms.BoundField]]:
        """The list's columns, each with its choice."""
        return [(source, self[f"cot-{source.place}"]) for source in sources]

    def fill_fields(self) -> list[forms.BoundField]:
        """The choices for all lines."""
        return [self[f"chung-{code}"] for code in self._fills]


def _fill_field(column: Column, fills: Mapping[str, str]) -> forms.Field:
    initial = fills.get(column.code, column.fill)
    words = tuple(column.offered())
    if not words:
        return forms.CharField(
            label=str(column.label),
            help_text=str(column.hint),
            required=False,
            initial=initial,
            max_length=200,
        )
    return forms.ChoiceField(
        label=str(column.label),
        help_text=str(column.hint),
        required=False,
        initial=initial,
        choices=[("", _("Không ghi")), *((word, word) for word in words)],
    )


class LineForm(forms.Form):
    """One line of a list, as text."""

    def __init__(
        self, data: Mapping[str, object] | None, *, kind: ImportKind, texts: Mapping[str, str]
    ) -> None:
        super().__init__(data)
        for column in kind.columns:
            if column.code in texts:
                self.fields[column.code] = forms.CharField(
                    label=str(column.label),
                    help_text=str(column.hint),
                    required=False,
                    initial=texts[column.code],
                    max_length=20_000 if column.is_long else 500,
                    widget=forms.Textarea(attrs={"rows": 4})
                    if column.is_long
                    else forms.TextInput(),
                )

    def say(self, faults: Iterable[tuple[str, str]]) -> None:
        """Stand at their fields what is wrong with them, before anything was sent."""
        self.full_clean()
        for code, sentence in faults:
            self.add_error(code if code in self.fields else None, sentence)
