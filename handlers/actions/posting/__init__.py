"""What is sent when a clock goes off: questions, reminders, summaries, digests; and where to."""
