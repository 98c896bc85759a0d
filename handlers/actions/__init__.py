"""Use cases, free of Telegram."""
