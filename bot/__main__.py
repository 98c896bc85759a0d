"""`python -m bot VERB`: everything the bot can be told to do."""

import os
import sys

from bot.cli import main

if __name__ == "__main__":  # a spawned process reads this module as well
    sys.exit(main(sys.argv[1:], os.environ))
