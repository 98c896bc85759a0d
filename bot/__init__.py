"""The process: verbs, composition root, clocks, inbox and outbox."""
