"""A shell in an empty folder, one with a district, and a stand-in for Telegram's getMe."""

import json
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.bot.cli.shell import Shell
from tests.handlers.workbook.books import district, xlsx

TOKEN = "7000000001:AAE-not-a-real-token-only-for-tests"


class Account(BaseHTTPRequestHandler):
    """Knows one bot by its token."""

    def do_GET(self) -> None:
        known = self.path == f"/bot{TOKEN}/getMe"
        answer = {"ok": True, "result": {"id": 1, "username": "yunling_bot"}}
        refusal = {"ok": False, "error_code": 401, "description": "Unauthorized"}
        body = json.dumps(answer if known else refusal).encode()
        self.send_response(200 if known else 401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing in the middle of a test."""


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Nothing is set up yet."""
    return Shell(tmp_path)


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the small district was imported; copying it is quicker."""
    shell = Shell(tmp_path_factory.mktemp("office"))
    path = shell.folder / "roster.xlsx"
    path.write_bytes(xlsx(district()))
    assert shell.types("init").code == 0
    assert shell.types("import", path).code == 0
    return shell.folder


@pytest.fixture
def office(shell: Shell, settled: Path) -> Shell:
    """The small district is imported."""
    shutil.copytree(settled, shell.folder, dirs_exist_ok=True)
    return shell


@pytest.fixture
def telegram(office: Shell) -> Iterator[str]:
    """The address of a server that knows the office's token."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Account)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    office.environ |= {"BOT_TOKEN": TOKEN, "BOT__TELEGRAM__API_BASE": address}
    yield address
    server.shutdown()
    thread.join()
    server.server_close()
