"""What this bot costs, each number beside what it is compared with; see docs/performance.md."""
