"""The buttons below what is looked up: where each view leads to."""
