"""Numbers for the operator's monitoring: queues, lags, ages, failures and latencies."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

LATENCIES = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 30.0, 120.0)


class Metrics:
    """Every instrument of one process, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.polls = self._counter("polls", "getUpdates calls", "outcome")
        self.updates = self._counter("updates", "updates taken in: new or seen before", "kind")
        self.handled = self._counter("handled", "updates by how handling ended", "outcome")
        self.deliveries = self._counter("deliveries", "pushes by how sending ended", "outcome")
        self.acknowledged = Histogram(
            "bot_acknowledged_seconds",
            "from committed to the inbox until handled",
            buckets=LATENCIES,
            registry=self.registry,
        )

    def watch(self, name: str, meaning: str, read: Callable[[], float]) -> None:
        """Show a value that is read each time somebody asks."""
        Gauge(f"bot_{name}", meaning, registry=self.registry).set_function(read)

    def exposition(self) -> bytes:
        """The text that Prometheus reads."""
        return generate_latest(self.registry)

    def _counter(self, name: str, meaning: str, label: str) -> Counter:
        return Counter(f"bot_{name}", meaning, [label], registry=self.registry)
