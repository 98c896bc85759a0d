"""What leaders ask in their own words: the topic, the time, and the words around a name.

`plain` makes a text comparable; `topics` tells what is asked, `spans` about when. What is left
are names, which only the roster knows.
"""
