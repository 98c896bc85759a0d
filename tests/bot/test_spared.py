"""What the bot's own process and its drawing process are spared."""

import subprocess
import sys

from bot.renderer import PASSED_ON


def test_the_bot_does_not_import_matplotlib() -> None:
    code = "import bot.renderer, sys; print('matplotlib' in sys.modules, 'numpy' in sys.modules)"

    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert printed.stdout.decode().split() == ["False", "False"]


def test_the_token_is_not_passed_to_the_drawing_process() -> None:
    assert not [name for name in PASSED_ON if "TOKEN" in name]
