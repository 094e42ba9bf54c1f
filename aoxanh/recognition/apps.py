"""Django's registration of the context, and the lists that leave it."""

from django.apps import AppConfig

from aoxanh.kernel import exports, reorganising, traces


class RecognitionConfig(AppConfig):
    name = "aoxanh.recognition"
    label = "recognition"

    def ready(self) -> None:
        """Register what can be taken away, and what persons leave."""
        exports.register(certificates="aoxanh.recognition.queries.exports.CERTIFICATES")
        traces.register(
            certificates="aoxanh.recognition.actions.erasing.CERTIFICATES",
            elsewhere="aoxanh.recognition.actions.erasing.ELSEWHERE",
        )
        reorganising.register(certificates="aoxanh.recognition.queries.reorganising.CERTIFICATES")
