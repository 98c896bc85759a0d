"""What numbers come to: a period surveyed, ranked, and as it was known before."""
