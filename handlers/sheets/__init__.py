"""From domain values to what pictures show: every string ready, numbers for geometry only."""
