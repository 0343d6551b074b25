"""What every chart of the user's own records says of them: sample or real, unit, scope."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from analysis.export import Cell
from analysis.population import Unit
from app.components.here import t

Table = tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]
"""Header and rows."""


class Frame(Struct, frozen=True):
    """What every chart says of the records under it. scope: which cases, in words; demonstration: over samples."""

    demonstration: bool
    unit: Unit
    scope: str

    def title(self, text: str) -> str:
        """The title of a chart; over samples it starts with 示例数据."""
        return t("chart.sample_title", title=text) if self.demonstration else text

    def subtitle(self, *lines: str) -> str:
        """Unit and scope, then what the chart adds: all inside the picture, so that a copied PNG still says it."""
        return "\n".join((t("chart.base", unit=t(f"unit.{self.unit}"), scope=self.scope), *lines))

    def table(self, columns: Sequence[str], rows: Iterable[tuple[Cell, ...]]) -> Table:
        """Header and rows with a last column that tells sample data from imported documents, also in a CSV."""
        return stamped(columns, rows, t("chart.data_sample") if self.demonstration else t("chart.data_own"))

    @property
    def axis(self) -> str:
        """The name of an axis of counts."""
        return t(f"chart.count_{self.unit}")


def stamped(columns: Sequence[str], rows: Iterable[tuple[Cell, ...]], data: str) -> Table:
    """Header by column keys, and rows, each with the words for where its figures come from."""
    header = tuple(t(f"column.{name}") for name in (*columns, "data"))
    return header, tuple((*row, data) for row in rows)
