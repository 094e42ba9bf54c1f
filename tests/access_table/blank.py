"""Templates that draw nothing: the table asks who is let in, and other tests look at what is drawn."""

from django.template.backends.base import BaseEngine


class Blank:
    """Takes any context and draws no sign."""

    def render(self, context=None, request=None) -> str:
        del context, request
        return ""


class BlankTemplates(BaseEngine):
    """Finds every template there is and every one there is not."""

    app_dirname = "templates"

    def __init__(self, params) -> None:
        params.pop("OPTIONS")
        super().__init__(params)

    def get_template(self, template_name: str) -> Blank:
        del template_name
        return Blank()

    def from_string(self, template_code: str) -> Blank:
        del template_code
        return Blank()
