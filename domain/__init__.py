"""The rules of the field, free of I/O.

Glossary (one word per thing):
    campaign    专项行动  span, calendar and rules, e.g. the first quarter of 2026
    unit        单位      who is ranked, inside its group (组别); units form a tree
    cadre       责任人    the person who owes a number; deputy = AB角; supervisor = 分管领导
    indicator   指标      what is counted, in its measure (计量单位)
    assignment  指标任务  unit × indicator (× project) × cadre, with targets
    period      报告期    a week, month or quarter with open · due · grace end · lock
    figure      数        the current number of one assignment and period
    revision    版本      each version of a figure, append-only
    pace, light 序时进度  how far along one should be; how one stands to it
    standing    名次      one unit's place in a ranking (排名)
    clock       时点      a configured moment of the cycle: prompt, remind, close, push
    push        推送      something to be sent; a delivery (投递) is one push to one chat
"""
