"""Pictures: sheets of ready words and plain numbers in, PNG pages out.

`sheets` and `pages` are light and may be imported anywhere; everything that
draws imports matplotlib and belongs in the drawing process (see `worker`).
"""
