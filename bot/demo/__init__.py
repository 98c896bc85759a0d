"""The demo: the real bot and the sample district on the local stand-in for Telegram."""
