"""What a browser sends of a form as it is drawn: nothing else, and nothing in another order."""

from django import forms


def sent_by_browser(form):
    """The values under their names: boxes in the order in which they stand, of lists what is chosen or stands first."""
    sent = {}
    for each in form:
        value = _value(each)
        if value not in (None, [], False):
            sent[form.add_prefix(each.name)] = value
    return sent


def _value(told):
    value = told.value()
    if isinstance(told.field, forms.MultipleChoiceField):
        return [code for code, _label in told.field.choices if code in (value or [])]
    if isinstance(told.field, forms.ChoiceField):
        codes = [str(code) for code, _label in told.field.choices]
        return str(value) if str(value) in codes else codes[0]
    if isinstance(told.field, forms.BooleanField):
        return "on" if value else False
    return "" if value is None else str(value)
