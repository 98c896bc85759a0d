"""The phrases that ask for each topic."""

import re
from typing import Final

from domain.inquiry.topics import Topic

_N = r"([0-9]{1,2}|[一二两三四五六七八九十]{1,3})"
_WHICH = r"(?:谁|哪[些个家几]?(?:个|家)?(?:单位|部门|镇|乡(?!镇)|局)?|什么单位)"

_GAVE = r"(?:上报|报送|填报|提交|报数|报|交|填)"
_WHO = rf"(?:有谁|有哪些(?:单位)?|{_WHICH})"
_TODAY = r"(?:昨天|昨日|今天|今日)"
_DAY = rf"{_TODAY}?"
_FELL = r"(?:往)?(?:下掉|下滑|下降|后退|退步|掉|降|跌|退)"

# Taken out of a text in this order, so that the longer phrase goes before its part.
_PHRASES: Final = (
    (
        Topic.LATE,
        rf"(?:{_WHICH}|有谁|有哪些)?(?:又|是)?(?:迟报|晚报|迟交|晚交|{_GAVE}(?:得)?(?:晚|迟)|超时{_GAVE}|逾期{_GAVE})"
        r"(?:了|的)?(?:情况|名单)?"
        r"|\b(?:who|which) (?:was|were|reported|answered) late\b|\blate reports?\b",
    ),
    (
        Topic.CAME,
        rf"{_DAY}(?:都|新|又)*{_WHO}(?:都|已经?|已)*{_GAVE}(?:数|上来)?了(?![没吗几多])"
        rf"|{_DAY}(?:都|新|又)*{_GAVE}(?:了|上来)+(?:哪[些个家几](?:单位|数)?|谁|什么数?)"
        rf"|{_TODAY}(?:都)?新?(?:{_GAVE}|来)的数?|新报的数?(?:有哪些)?"
        r"|\b(?:who|what|which) (?:has |have |was )?reported (?:today|yesterday)\b",
    ),
    (
        Topic.REVISED,
        rf"(?:{_WHICH}|有谁|有没有人)(?:都|又)?(?:修?改|更正|变更)(?:过|了)(?:数据?|数字|的)?"
        rf"|(?:{_WHICH}|有)?(?:数据?|数字)(?:被|都|有)?(?:修?改|更正|变更)(?:过|了)的?"
        r"|(?:修?改|更正|变更)过的?(?:数据?|数字)?"
        r""
        r"|\b(?:who|what) (?:has |was |were )?(?:changed|revised|corrected)(?: numbers?)?\b"
        r"|\bchanged numbers?\b",
    ),
    (
        Topic.DUE,
        r"(?:要|将|会|快)?(?:到期|到节点|该完成|应完成)了?的?(?:项目)?(?:节点|里程碑)?(?:有哪些)?"
        r"|(?:节点|里程碑)(?:有哪些)?(?:要|将|会|快)?(?:到期)了?的?"
        r"|\b(?:milestones? )?due\b(?: milestones?)?",
    ),
    (
        Topic.YEAR_AGO,
        r"(?:和|跟|与|同|较|比)?(?:去年|上年)(?:的)?(?:同期|这个?时候|此时|同一时期)(?:的)?(?:相?比|数据?|水平|基数)?"
        r"|同期(?:数|基数)|\b(?:a |one )?year ago\b|\bsame time last year\b",
    ),
    (
        Topic.SHRINKING,
        r"(?:谁|哪[些个家]|有谁)?(?:是|还是|出现|有)?(?:了)?负增长(?:了|的)?"
        r"|(?:增速|增幅|同比)(?:是|为|还是)?(?:负(?:数|的|值)?|小于(?:0|零)|低于(?:0|零))(?:的|了)?"
        r"|\bnegative(?: growth)?\b|\bshrinking\b",
    ),
    (
        Topic.FALL,
        rf"(?:为(?:什么|啥|何)|怎么)(?:会|又|突然)?(?:名次|排名|位次)?{_FELL}(?:到|了|下来|下去)*(?:第{_N}(?:名|位)?)?(?:了)?"
        rf"|(?:名次|排名|位次)(?:为(?:什么|啥|何)|怎么)(?:会|又)?{_FELL}(?:到|了)*(?:第{_N}(?:名|位)?)?(?:了)?"
        rf"|{_FELL}(?:名次|位次)?的原因|\bwhy (?:did .{{1,20}} )?(?:fall|fell|drop|dropped)\b",
    ),
    (
        Topic.LEFT,
        r"(?:全年|年度|今年)(?:的)?(?:目标|任务)?(?:还)?(?:要|差|缺|欠|剩)(?:下|了)?(?:完成)?(?:多少|多远)"
        r"|(?:离|距离?)(?:全年|年度)(?:目标|任务)(?:还)?(?:有|差)?(?:多远|多少)"
        r"|\bleft (?:of|for) the year\b",
    ),
    (
        Topic.GOAL,
        r"(?:目标|任务)(?:数|值)?(?:是|有|定(?:了|的是)?)?(?:多少|几)|(?:多少|什么)(?:目标|任务)"
        r"|\bwhat is the target\b",
    ),
    (
        Topic.REASON,
        r"(?:是)?怎么(?:算|得)(?:出来|来|到)?的?|为(?:什么|啥|何)(?:是)?(?:红|黄|绿)灯|计算(?:过程|方法|依据)"
        r"|\bhow (?:is|was) it (?:reckoned|calculated|computed)\b|\bwhy red\b",
    ),
    (
        Topic.BRIEF,
        r"(?:周|月|季)?(?:简报|要点|小结)|(?:周|月|季)报(?![的表送])|\bbrief\b|\bsummary\b",
    ),
    (Topic.BOARD, r"(?:周)?看板|一页(?:纸|看完|图)|\b(?:weekly )?board\b|\bone page\b"),
    (
        Topic.MEAN,
        r"(?:全组|组内|同组|本组|小组|全区)?的?(?:平均|均)(?:水平|值|数|线)?"
        r"|\b(?:group )?(?:average|mean)\b",
    ),
    (
        Topic.COMPARISON,
        r"对比(?:一下)?|比较(?!慢|差)(?:一下)?|相比(?:较)?|比(?:一比|比看|比|一下)|\bpk\b|pk"
        r"|(?<![环同占])比(?!例|重)|(?:谁|哪[个家])(?:的)?(?:进度|完成)?(?:更|得更)?(?:快|好|强|高|大)(?:一?[点些])?"
        r"|\bvs\b\.?|\bversus\b|\bagainst\b|\bcompar(?:e|ed|ison)\b(?: (?:to|with|of))?"
        r"|\bwhich (?:one )?is (?:better|faster|ahead)\b|\bthan\b",
    ),
    (
        Topic.MOVES,
        r"(?:名次|排名|位次)的?(?:变化|升降|波动|走势|变动)(?:情况)?|谁?(?:进位|掉位|退位)了?",
    ),
    (
        Topic.MOVES,
        r"(?:谁|哪些)的?(?:名次|排名|位次)?(?:上升|下降|前移|后移)了?"
        r"|\b(?:rank(?:ing)?s? )?(?:moves?|movements?)\b",
    ),
    (
        Topic.GAINS,
        r"(?:谁|哪[些个家]?)?(?:涨|增长|增|升|提升|进步|上升|提高|进展|前进|加快|发展|跑|走)"
        r"(?:得|幅|量|势|度|速)*最(?:快|多|大|猛|高|明显)|(?:增|涨|升)幅|增量(?=$|\s|排)|(?:谁|哪[些个家])的?(?:进步|提升)(?:了|快|大)"
        r"|\b(?:biggest )?gain(?:s|ers?)?\b|\bgrew (?:the )?(?:most|fastest)\b"
        r"|\bfastest[ -]growing\b|\bmost improved\b|\bup most\b|\bbiggest (?:rise|increase)s?\b",
    ),
    (
        Topic.LOSSES,
        r"(?:谁|哪[些个家]?)?(?:跌|下降|降|掉|退步|退|下滑|回落|减少?)(?:得|幅|量|度)*"
        r"最(?:快|多|大|狠|厉害|明显)|(?:跌|降)幅"
        r"|(?:谁|哪[些个家])的?(?:退步|下滑|倒退|滑坡)了?"
        r"|(?:谁|哪些)?(?:没(?:有)?进展|没(?:有)?动静?|没(?:有)?增长|原地踏步|零增长|零进展|停滞不?前?)"
        r"|\bfell (?:the )?most\b|\bbiggest (?:loss|fall|drop)(?:es|ers|s)?\b|\blosers?\b"
        r"|\bdown most\b|\bno progress\b|\bstandstill\b",
    ),
    (
        Topic.ODD,
        r"(?:数据|数字|数)(?:有没有|有无|是不是有|有什么)(?:问题|异常)|(?:异常|反常|可疑|存疑|不正常|奇怪|离谱|不对劲|有问题|带标记|有标记)的?(?:数据|数字|数值|数|值|情况)?"
        r"|\bodd(?: (?:numbers?|figures?|values?))?\b|\banomal(?:y|ies|ous)\b|\boutliers?\b"
        r"|\bsuspicious\b|\bunusual\b",
    ),
    (
        Topic.OVERDUE,
        r"(?:节点|里程碑|工期)(?:都|有没有|有|是否)?(?:逾期|超期|延期|拖期|延误|滞后|拖延|推迟|没按时|误期)了?"
        r"|(?:逾期|超期|延期|拖期|延误|误期|没按时(?:完成)?)了?的?(?:项目)?(?:节点|里程碑)?"
        r"|\boverdue\b(?: milestones?)?|\blate milestones?\b|\bdelayed\b|\bslipp(?:ed|ing)\b",
    ),
    (
        Topic.ROADMAP,
        r"(?:项目)?节点(?:进度|情况|计划)?|路线图|时间表|里程碑|进度计划"
        r"|\bmilestones?\b|\broad ?maps?\b|\btimelines?\b",
    ),
    (
        Topic.BLOCKERS,
        r"堵点|卡点|难点|困难|瓶颈|问题清单|(?:有|存在)(?:什么|哪些)问题|卡在哪(?:里|儿)?了?"
        r"|\bblockers?\b|\bobstacles?\b|\bbottlenecks?\b|\bissues?\b",
    ),
    (
        Topic.MISSING,
        rf"(?:还)?(?:有)?(?:{_WHICH}|几个人?|多少人?|人)?(?:还|都|仍|又)?(?:没|未|没有|尚未)"
        r"(?:有)?(?:及时)?(?:上)?(?:报送?|交|填报?|提交|答复)(?:数据?|上来|完成?|齐|好|表)?了?"
        r"|(?:报|交|填|上报|报送|填报|提交)(?:数|上来|完|齐|送|好)?(?:了)?(?:没有?|没|吗|么|未|否)(?=$|\s|的)"
        r"|(?:有没有|是否|是不是)(?:都)?(?:已经?)?(?:上?报|交|填|提交|报送)(?:数|齐|完|上来)?了?"
        r"|(?:还)?(?:缺|差|漏|欠)(?:了)?(?:谁|哪[些个家]|几[个家])(?:单位|人)?(?:没?报|没?交)?"
        r"|(?:缺|漏|欠|催)报(?:的|情况|名单)?|(?:报送|填报|上报|报数|报表|上交|提交)(?:情况|进度|率|名单)?"
        r"|报齐了?|报了(?:几|多少)[家个项]?|(?:几|多少)[家个人]报了"
        r"|\bwho(?:'s| is| are| has|'ve| have)?(?: still)? ?(?:n.?t|not|missing|outstanding)"
        r"(?: yet)?(?: ?(?:reported|answered|submitted|replied|filed|sent))?(?: yet)?\b"
        r"|\b(?:has|have|did)(?=\W.*\b(?:report|answer|submit|repl)(?:ed|ied|y)?\b)"
        r"|\b(?:still )?missing\b|\bnot (?:yet )?reported\b|\bunreported\b|\boutstanding\b"
        r"|\bunanswered\b|\breport(?:ed)?(?: yet)?$",
    ),
    (
        Topic.RED,
        r"(?:亮|挂|还?有|是|全部|所有)*+(?:了)?红(?:灯|牌|色)(?:预警)?了?|亮红|飘红"
        r"|\bred(?:s| lights?| ones| units| items)?\b",
    ),
    (
        Topic.YELLOW,
        r"(?:亮|挂|还?有|是)*+(?:了)?黄(?:灯|牌|色)(?:预警)?了?|亮黄|\byellows?(?: lights?)?\b",
    ),
    (
        Topic.BEHIND,
        rf"{_WHICH}?(?:还|都)?(?:(?<!最)落后|滞后|掉队|拖(?:了)?(?:后腿|全区后腿)|欠账|拉胯|拖累)(?:了|于?(?:序时|计划)(?:进度)?)?"
        r"|(?:为(?:什么|啥|何)|怎么)(?:会)?(?:这么|那么|还)?(?:低|慢|差|少|落后|靠后|不行)|怎么回事"
        r"|(?:什么|主要)?(?:原因|问题)(?:是什么|在哪[里儿]?|出在哪[里儿]?)|差在哪[里儿]?|完不成|(?<!能)不能(?:按时|按期)?完成(?:任务|目标)?"
        r"|(?:低于|慢于|落后于?|没跟上|赶不上|跟不上|未达|没达到?|没有达到|未达到)(?:序时|计划)(?:进度)?"
        r"|(?:没|未|没有|不)(?:有)?(?:达标|完成(?:任务|目标)?|达到目标)(?:的)?"
        r"|(?:进度|进展)(?:比较|较)?(?:慢|差)"
        r"|\b(?:lag(?:s|ging)?|laggards?|behind(?: (?:pace|schedule|plan))?)\b"
        r"|\b(?:below pace|off track)\b",
    ),
    (
        Topic.NEEDED,
        r"(?:能不能|能否|会不会|(?<![不才])能|可以|有没有把握|有把握)(?:够)?(?:按时|按期|如期)?"
        r"(?:完成|达标|达到目标)(?:任务|目标)?|把握(?:有?多大|大不大)|预测|预计(?:能|会|可)?(?:完成|达到)?(?:多少)?",
    ),
    (
        Topic.GREEN,
        r"绿(?:灯|牌|色)|超额(?:完成)?(?:了)?(?:任务|目标)?|(?:达到|达|快于|超过?|赶上|跟上)(?:了)?(?:序时|计划)(?:进度)?|达标了?|(?:完成|达成)(?:了)?(?:任务|目标)"
        r"|\bgreens?(?: lights?)?\b|\bon (?:track|pace|schedule|plan)\b|\bahead of (?:pace|plan)\b",
    ),
    (
        Topic.ENDS,
        rf"前{_N}(?:名|位|个|家)?(?:和|跟|与|、|\s)*(?:后|倒数){_N}(?:名|位|个|家)?",
    ),
    (
        Topic.LAST,
        rf"倒数(?:第)?{_N}?(?:名|位|个|家)?|(?:后面?|最后面?的?|末){_N}(?:名|位|个|家)?"
        rf"|{_WHICH}?(?:在|是|排在?|还)*+(?:最后(?:一?[名位个家])?|垫底|末[位尾]|吊车尾|倒数)(?:的)?"
        rf"|{_WHICH}?(?:做得|完成得?|进度|干得)?最(?:差|慢|低|落后|靠后|少)|靠后(?:的)?"
        r"|\b(?:the )?(?:bottom|worst|slowest|last|lowest)(?: ([0-9]{1,2}))?\b",
    ),
    (
        Topic.FIRST,
        rf"(?:前面?|最前面?的?){_N}(?:名|位|个|家|甲)?|三甲|(?:名列|位居)前茅"
        rf"|{_WHICH}?(?:是|排在?|得|拿|在)*+(?:了)?第{_N}(?:名|位)(?=$|\s|是|的|呢)"
        rf"|{_WHICH}?(?:是|排在?|得|拿|在)*+(?:了)?(?:第一(?:名|位)?|头名|榜首|冠军|最前)(?:的)?"
        rf"|{_WHICH}?(?:领先|领跑|打头)(?:了)?(?:的)?"
        rf"|{_WHICH}?(?:做得|完成得?|进度|干得)?最(?:好|快|高|强|多|靠前)|靠前(?:的)?|标兵"
        r"|\b(?:the )?(?:top|best|fastest|first|highest|most(?=\s))(?: ([0-9]{1,2}))?\b"
        r"|\bwho (?:leads|is leading|is ahead)\b|\b(?:leaders?|leading|ahead)\b",
    ),
    (
        Topic.NEEDED,
        r"(?:还)?(?:要|差|缺|欠)(?:了)?(?:多少|多远|几个?(?:点|百分点)?|多大)(?:才能?(?:够|完成|达标))?"
        r"|还需(?:要)?(?:多少|完成多少)?|还要(?:完成)?多少|还剩(?:下)?(?:多少)?|剩余(?:任务|多少)?"
        r"|缺口(?:多大|有多大|多少|是多少)?|差距(?:多大|有多大|多少|在哪里?)?"
        r"|距(?:离)?(?:年度|全年|季度|本季)?(?:目标|任务|序时)(?:还?有?)?(?:多远|多少|差多少)?"
        r"|每周还?(?:要|需要?|得|应)(?:完成|增加)?(?:多少)?|完得成"
        r"|\bhow (?:much|far|many)(?: (?:is|are))?"
        r"(?: (?:still|left|missing|needed|to go|behind))*\b"
        r"|\b(?:gap|shortfall|needed|remaining|to go|left)\b",
    ),
    (
        Topic.TREND,
        r"(?:历史|变化|发展)?(?:走势|趋势|曲线|轨迹)(?:图)?|(?:近|最近|过去|这)(?:[0-9]{1,2}|[几一二两三四五六七八九十])(?:个)?(?:周|月|期)(?:的)?"
        r"|(?:每|各|历)(?:周|月|期)(?:的)?(?:数据|情况)?"
        r"|\btrends?\b|\bover (?:time|the weeks)\b|\bcourse\b|\bhistory chart\b",
    ),
    (
        Topic.HISTORY,
        r"(?:修改|更正|变更|填报|上报)(?:的)?(?:记录|历史|痕迹)|谁(?:报|填|改)的|怎么(?:来|报|算出来)的"
        r"|(?:什么时候|啥时候|哪天|几号)(?:报|填|改)的|来历|出处|\bhistory\b"
        r"|\bwho (?:reported|typed|changed|entered)\b",
    ),
    (
        Topic.TARGETS,
        r"(?:目标|任务)分解(?:情况|到位(?:没有|了没)?)?|分解(?:情况|到位)|(?:年度|全年)?目标(?:任务)?|\btargets?\b",
    ),
    (Topic.HEAT, r"挂图(?:作战)?|热力图|全景图?|一张图|作战图|\bheat ?map\b"),
    (
        Topic.SHARE,
        r"(?:谁)?(?:的)?贡献(?:度|率|最大)?(?:了?多少)?|占比|份额|\bshares?\b|\bcontributions?\b",
    ),
    (
        Topic.RANK,
        r"(?:综合)?(?:排名|排行|名次|位次|榜单)(?:表|情况|榜|图)?|排(?:在|到|了)?第?几(?:名|位)?|第几(?:名|位)?"
        r"|\brank(?:ed|ing|ings|s)?\b|\bstandings?\b|\bleague table\b|\bplaces?\b",
    ),
)
PHRASES: Final = tuple((topic, re.compile(pattern)) for topic, pattern in _PHRASES)

TO_BEFORE: Final = re.compile(
    r"(?:和|跟|与|同|较|比|对比)+(?:上个?(?:周|期|星期|月|季度?)|上一(?:周|期)|前一?周)(?:的)?"
    r"(?:相?比(?:较)?|对比)?(?:的)?(?:变化|怎么样|如何|情况|涨了多少|增加多少|增长多少)?"
    r"|上(?:周|期)以来(?:的)?变化|(?:周)?环比|(?:这|本)周(?:的)?(?:变化|新增|增量|(?:涨|增加|增长|新增)(?:了)?多少)(?:情况)?"
    r"|\b(?:compared (?:to|with)|vs\.?|versus|against|since|from|than)"
    r" (?:the )?(?:last|previous) week\b"
    r"|\bweek[ -]on[ -]week\b|\bwow\b|\bchanges? (?:this|since last) week\b"
)

TODAY: Final = re.compile(r"今[天日]|\btoday\b")
YESTERDAY: Final = re.compile(r"昨[天日]|\byesterday\b")
