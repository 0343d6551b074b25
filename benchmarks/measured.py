"""What a measure gives back, and the clock that all of them read."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median, quantiles

from msgspec import Struct

REPEATS = 5  # a time is the median of five


class Measured(Struct, frozen=True):
    """One figure. absolute: the times, sizes and counts behind it, by name with the unit at its end (`search_p95_ms`).

    detail: lines for people (what was gained and lost).
    """

    metric: str
    value: float
    absolute: dict[str, float] = {}
    detail: tuple[str, ...] = ()


class AbsentError(Exception):
    """What a measure needs is not on this machine: the figure is reported as not measured, with the reason."""


class Clock:
    """Wall and processor seconds of a `with` block; processor time of all threads of this process."""

    wall = cpu = 0.0

    def __enter__(self) -> Clock:
        self._begun = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.wall = time.perf_counter() - self._begun[0]
        self.cpu = time.process_time() - self._begun[1]


def seconds(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """Median wall time of `repeats` runs."""
    times = []
    for _ in range(repeats):
        with Clock() as clock:
            work()
        times.append(clock.wall)
    return median(times)


def cpu_seconds(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """Median processor time of `repeats` runs: of work in one thread it is the wall time of a quiet machine."""
    times = []
    for _ in range(repeats):
        with Clock() as clock:
            work()
        times.append(clock.cpu)
    return median(times)


def p95(times: list[float]) -> float:
    """The 95th percentile."""
    return quantiles(times, n=20)[-1]


def milliseconds(value: float) -> float:
    """Seconds as milliseconds to a tenth."""
    return round(1000 * value, 1)
