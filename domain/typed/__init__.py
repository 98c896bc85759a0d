"""How numbers and messages are written, from single characters up to whole messages.

folding     one spelling for one sign         phrases     words round a number
leads       the words before it               units       the unit behind it
remarks     the words behind                  sentences   all of it together
naming      which item a word means           items       what a message is read against
lines       numbered and crowded lines        courtesies  greetings, corrections, 全部, 其他
frames      what stands round a message       parts       a message cut by its names
messages    whose number is which             tally       what was said so far
readings    what comes out                    usual       the commonest message, quickly

domain.amounts and domain.answers are the doors.
"""
