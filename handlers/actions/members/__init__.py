"""People: joining, standing in, handing over, what it costs them, and who can be reached."""
