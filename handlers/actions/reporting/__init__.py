"""Numbers reported: asked for, read, doubted, saved, taken back, with their evidence."""
