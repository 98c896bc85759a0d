"""The roster as an Excel workbook: its sheets, writing it, and reading it without trust."""
