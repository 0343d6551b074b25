"""Fails CI when a kind of test did not run: must_have_run.py REPORT.xml KIND...

KIND is a marker; conftest.py writes each test's markers into the report as properties.
"""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree


def ran(report: Path, kind: str) -> int:
    """How many tests of a kind ran to the end (not skipped)."""
    cases = ElementTree.parse(report).iter("testcase")
    return sum(_has(case, kind) and case.find("skipped") is None for case in cases)


def _has(case: ElementTree.Element, kind: str) -> bool:
    return any(p.get("name") == "marker" and p.get("value") == kind for p in case.iter("property"))


def main() -> int:
    """Prints the counts; 1 where a kind did not run."""
    report, kinds = Path(sys.argv[1]), sys.argv[2:]
    counts = {kind: ran(report, kind) for kind in kinds}
    for kind, count in counts.items():
        print(f"{kind} tests that ran: {count}")
    return int(not all(counts.values()))


if __name__ == "__main__":
    sys.exit(main())
