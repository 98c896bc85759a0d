"""The form that opens inside Telegram: one page with everything asked of a person."""
