"""What the numbers were measured on, without telling whose machine it is."""

import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path


def described() -> str:
    """Processor, memory and versions in one sentence."""
    cores = os.cpu_count() or 0
    parts = [f"{cores} cores", _processor(), _memory(), platform.system()]
    libraries = ", ".join(
        f"{name} {version(name)}" for name in ("python-telegram-bot", "aiogram", "matplotlib")
    )
    python = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return f"{', '.join(part for part in parts if part)}; {python}; {libraries}."


def _processor() -> str:
    found = _line(Path("/proc/cpuinfo"), "model name")
    return found or platform.processor() or platform.machine()


def _memory() -> str:
    found = _line(Path("/proc/meminfo"), "MemTotal")
    return f"{int(found.split()[0]) / 2**20:.0f} GB" if found else ""


def _line(path: Path, name: str) -> str:
    """What stands behind a name in one of the system's own files; "" where there is none."""
    if not path.exists():
        return ""
    lines = (line.partition(":") for line in path.read_text().splitlines())
    return next((value.strip() for key, _, value in lines if key.strip() == name), "")
