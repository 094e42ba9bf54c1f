"""Django's registration of the context, and the lists that leave it."""

from django.apps import AppConfig

from aoxanh.kernel import exports, imports, probes, reorganising, traces


class RecognitionConfig(AppConfig):
    name = "aoxanh.recognition"
    label = "recognition"

    def ready(self) -> None:
        """Register what can be taken away, what persons leave, and what is said of its health."""
        probes.register(papers="aoxanh.recognition.queries.health.health")
        exports.register(
            certificates="aoxanh.recognition.queries.exports.CERTIFICATES",
            commendations="aoxanh.recognition.queries.commendations.COMMENDATIONS",
        )
        imports.register(
            commendations="aoxanh.recognition.actions.commendation_lists.COMMENDATIONS"
        )
        traces.register(
            certificates="aoxanh.recognition.actions.erasing.CERTIFICATES",
            commendations="aoxanh.recognition.actions.erasing.COMMENDATIONS",
            elsewhere="aoxanh.recognition.actions.erasing.ELSEWHERE",
        )
        reorganising.register(certificates="aoxanh.recognition.queries.reorganising.CERTIFICATES")
