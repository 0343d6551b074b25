"""The folder of shared real files, where this machine has it."""

from __future__ import annotations

import os
from pathlib import Path

from benchmarks.material import ROOT
from benchmarks.measured import AbsentError


def shared_data() -> Path:
    """`data` of $MICHA_SHARED, by default of ../shared beside the repository. Raises AbsentError."""
    folder = Path(os.environ.get("MICHA_SHARED", ROOT.parent / "shared")) / "data"
    if not folder.is_dir():
        raise AbsentError("没有共享数据文件夹（设置 MICHA_SHARED）")
    return folder
