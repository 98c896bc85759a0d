"""The garbage collector kept away from what lives as long as the process."""

import gc

# Most objects go by themselves when their last user does. What only the collector finds, rings
# of objects, comes with errors and broken connections: a few, so that it may look less often.
YOUNG, MIDDLE, OLD = 100_000, 20, 50


def look_seldom() -> None:
    """Called before anything is imported, of which nothing goes: a tenth of the start is saved."""
    gc.set_threshold(YOUNG, MIDDLE, OLD)


def settle() -> None:
    """Never look again at what is there by now: modules and classes, which will not go.

    Called once, when everything is imported. The collector would go through all of it again
    and again, which costs a tenth of the time to answer a message.
    """
    gc.freeze()
    look_seldom()
