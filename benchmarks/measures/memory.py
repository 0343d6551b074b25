"""The most memory the app's process holds while it embeds."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.browser import App, browser, running, seconds_until
from benchmarks.material import ROOT
from benchmarks.measured import AbsentError, Measured
from corpus.commands.output import log
from corpus.settings import Settings, load_settings
from index.embed import EncoderUnavailableError, default_folder, load_encoder
from index.engine import open_engine
from index.passages import NOT_EMBEDDED

LONGEST = 1_800.0  # seconds for some 400 passages; a busy machine embeds one a second
PAGE = "[data-testid=stSidebar]"


def measure() -> Iterator[Measured]:
    """The app with its own digests and samples and an empty cache of vectors, from start until all are embedded."""
    for precision in ("fp32", "int8"):
        with tempfile.TemporaryDirectory(prefix="micha-benchmark-") as folder:
            yield _measure(msgspec.structs.replace(load_settings(), precision=precision), Path(folder))


def _measure(settings: Settings, folder: Path) -> Measured:
    try:
        load_encoder(settings, log)
    except EncoderUnavailableError as fault:
        raise AbsentError(fault.message) from fault
    (folder / "cache").mkdir()
    (folder / "cache" / "encoder").symlink_to(default_folder(settings).parent)
    own = msgspec.structs.replace(settings, home=str(folder / "home"), cache=str(folder / "cache"))
    environment = {f"MICHA_{name.upper()}": str(value) for name, value in msgspec.structs.asdict(own).items()}
    with browser() as opened, running(ROOT / "search_app.py", environment) as app:
        seconds_until(opened, app, "", PAGE)
        passages, spent = _until_embedded(app, own)
        peak = app.peak_memory()
    absolute = {"peak_mb": round(peak / 1e6), "passages": float(passages), "batch": float(own.batch), "seconds": spent}
    return Measured(f"peak_gb_{settings.precision}", peak / 1e9, absolute)


def _until_embedded(app: App, settings: Settings) -> tuple[int, float]:
    """(passages, seconds) when no passage lacks its vector any more. Raises AssertionError after LONGEST."""
    begun = time.perf_counter()
    engine = None
    while time.perf_counter() - begun < LONGEST:
        time.sleep(2)
        if engine is None and (settings.home_dir / "index").is_dir():
            engine = open_engine(settings)
        if engine and engine.count_passages() and not engine.without_vectors(NOT_EMBEDDED):
            passages = engine.count_passages()
            engine.close()
            return passages, round(time.perf_counter() - begun)
        if app.process.poll() is not None:
            raise AssertionError("the app ended by itself")
    raise AssertionError(f"not all passages were embedded after {LONGEST:.0f} s")
