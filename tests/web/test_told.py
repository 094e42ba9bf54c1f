"""What somebody wrote, drawn as paragraphs and lists."""

import pytest

from aoxanh.web.templatetags.aoxanh import told


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        ("", ""),
        ("Một câu", "<p>Một câu</p>"),
        ("Một\nHai\r\n\r\nBa", "<p>Một<br>Hai</p><p>Ba</p>"),
        ("Gồm:\n- áo\n– mũ\n\nHết", "<p>Gồm:</p><ul><li>áo</li><li>mũ</li></ul><p>Hết</p>"),
        ("-5 độ", "<p>-5 độ</p>"),
        ("• <b>1</b>", "<ul><li>&lt;b&gt;1&lt;/b&gt;</li></ul>"),
    ],
)
def test_lines_become_paragraphs_and_lists_and_nothing_else(words, drawn):
    assert told(words) == drawn
