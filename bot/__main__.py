"""`python -m bot VERB`: everything the bot can be told to do."""

import os
import sys

from bot import memory

memory.look_seldom()

from bot.cli import main  # noqa: E402  after the line above

if __name__ == "__main__":  # a spawned process reads this module as well
    sys.exit(main(sys.argv[1:], os.environ))
