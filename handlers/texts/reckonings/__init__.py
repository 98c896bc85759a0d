"""How numbers came about, in words."""
