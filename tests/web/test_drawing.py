"""The geometry of drawings made on the server."""

from aoxanh.web.templatetags import drawing


def test_columns_mark_the_highest_closed_month_and_leave_the_open_one_hatched():
    chart = drawing.column_shapes([("T1", 10, True), ("T2", 40, True), ("T3", 60, False)])

    assert [column.highest for column in chart.columns] == [False, True, False]
    assert [column.closed for column in chart.columns] == [True, True, False]


def test_a_month_without_a_figure_is_not_a_column_of_zero():
    chart = drawing.column_shapes([("T1", None, True), ("T2", 5, True)])

    assert chart.columns[0].none
    assert chart.columns[0].words == ""


def test_no_months_draw_nothing():
    assert drawing.column_shapes([]).columns == []


def test_the_target_of_a_number_stands_before_the_end_of_the_track():
    shape = drawing.bullet_shape(96, 120, 106)

    assert shape.value < shape.needed < shape.target < 100


def test_a_percentage_is_measured_on_a_track_of_a_hundred():
    shape = drawing.bullet_shape(71, 80, None, "%")

    assert (shape.value, shape.needed, shape.target) == (71.0, 0.0, 80.0)


def test_a_line_needs_two_values():
    assert drawing.line_shape([3]) is None
    assert drawing.line_shape([3, 5]) == drawing.LineShape("M4.0 24.0L92.0 4.0", "92.0", "4.0")


def test_shares_fill_the_bar_and_the_third_is_hatched():
    parts = [("a", "2", 2, ""), ("b", "1", 1, ""), ("c", "1", 1, "sau")]

    shares = drawing.share_shapes(parts).parts

    assert [share.x for share in shares] == [0.0, 50.0, 75.0]
    assert [share.hatched for share in shares] == [False, False, True]


def test_years_without_an_entry_draw_no_pill():
    assert drawing.pill_shapes([]) == []


def test_the_letter_of_a_person_is_that_of_the_given_name():
    assert drawing.initial("Lò Thị Mai") == "M"
    assert drawing.initial("") == ""


def test_cells_of_months_stand_side_by_side_and_say_their_words_as_text():
    cells = [("1", "T1: 4"), ("none", "T2: <b>–</b>")]

    drawn = drawing.month_cells(cells)

    assert drawn.count("<rect") == 2
    assert 'ax-months__cell--none" x="14"' in drawn
    assert "<b>" not in drawn
    assert drawing.month_words(cells) == "T1: 4; T2: <b>–</b>"
