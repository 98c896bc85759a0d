"""The brief on paper, part by part."""
