"""Every door from outside: a message, a tap, a tick."""
