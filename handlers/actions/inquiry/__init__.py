"""Questions in somebody's own words, and taps: what is asked, and what answers it."""
