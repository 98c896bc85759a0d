"""What people are told of: decisions on their numbers, private copies, corrected lists."""
