"""What others have a say in: returns, corrections, targets, points, published values."""
