"""What people look up: rankings, cards, courses, comparisons, briefs, and how they came about."""
