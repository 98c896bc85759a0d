"""Words that people put round a number, and what each of them does to it.

Everything is matched on folded text. The order inside an alternation matters: the longer word
first, because the first branch that fits wins.
"""

import re
from enum import StrEnum
from typing import Final


class Lead(StrEnum):
    """What a word before the number does to it (names of the groups of LEAD)."""

    SKIP = "skip"  # spaces, colons, opening quotes
    LABEL = "label"  # 完成, 达到: says nothing new
    TO_DATE = "to_date"  # 累计
    THIS_PERIOD = "this_period"  # 本周
    ESTIMATE = "estimate"  # 约
    EXPECTED = "expected"  # 预计: an estimate, and said to be of that stage
    FLASH = "flash"  # 快报
    VERIFIED = "verified"  # 核定
    REVISED = "revised"  # 修订
    CURRENCY = "currency"  # ¥
    YEAR_ON_YEAR = "year_on_year"  # 同比: a label for rates only
    OTHER_BASE = "other_base"  # 环比, 较上周: a change against something else
    UP = "up"  # 增长
    DOWN = "down"  # 下降
    BOUND = "bound"  # 超过, 不足: a limit, not a value
    SHARE = "share"  # 百分之
    MINUS = "minus"
    PLUS = "plus"


_DATE: Final = r"(?:[0-9]{4}年)?[0-9]{1,2}月(?:份|底|末|[0-9]{1,2}[日号])?"
_PAST: Final = r"上一?(?:周|期|次|个?月|个?季度)|去年(?:同期|底|末)?|上年(?:同期|末)?|年初|同期"
_REACHED: Final = (
    "(?:增长|增加|上升|提高|提升|上涨|回升|加快|放缓|下降|下滑|下跌|减少|回落|扩大|收窄"
    "|增|升|降|减)[到至]"
)
_UNTIL: Final = (
    rf"(?:{_DATE}|目前|现在|今天|今日|昨天|本?周[一二三四五六日天]|本周末?|本月底?"
    r"|第[0-9一二三四五六七八九十]{1,3}周)"
)
_TO_DATE: Final = (
    rf"截[至止]?到?{_UNTIL}(?:为止)?|到{_UNTIL}为止|一季度|1季度|上半年|前三季度"
    rf"|累计(?:完成|实现|达到?)?|年初至今|年初以来|今年以来|到目前为止|1(?:-|~|至|到){_DATE}"
)
_THIS_PERIOD: Final = (
    "[0-9]{1,2}月份?(?![0-9]{1,2}[日号]|底|末)|本周|本月|当周|当月|当期|这周|本季度?|今天|今日"
)
_LABEL: Final = (
    rf"(?:[0-9]{{4}}年)?[0-9]{{1,2}}月(?:底|末|[0-9]{{1,2}}[日号])|{_REACHED}|完成额|完成了?|已完成|实现了?|达到了?|达|录得"
    "|本期|本年|今年|目前|当前|现在|现|已经|已|总共|一共|共计|合计|总计|总量|总额|总数|总|共"
    "|一样|的话|嘛|呢|重报|补报|补充|补填|漏报了?|数字|数据|数值|数额|数量|数|额|量|值|结果|金额|面积|上报|填报|报送|申报|报|更新为|更新"
    "|还是|仍然是|仍然|仍为|仍是|仍|就是|是|为|有|了|的|最新|最终|实际"
    "|全社会|全[区县市镇乡]|全街道?|我们?(?:区|镇|乡|村|街道|局|单位|县|办)|我们?"
)
_ABOUT: Final = (
    "大约[是在]?|大概[是在]?|估摸着?|大致|约为|约|接近|将近|近|差不多|≈|~"
    "|(?i:about|approx(?:imately)?\\.?|around)"
)
_EXPECTED: Final = (
    "预计能?数?|估计数?|估算|暂估数?|预估数?|预测|初步统计|初步"
    "|(?i:estimated?\\b|expected\\b|est\\.)"
)
_BY_THE_BUREAU: Final = "(?:经?(?:[省市区县]?统计(?:局|部门|处|科))?)?"
_FLASH: Final = "快报数据?|快报|(?i:flash(?:\\ figure)?\\b)"
_VERIFIED: Final = rf"{_BY_THE_BUREAU}已?(?:核定|审定|核准)(?:数据?|后)?|(?i:verified\b)"
_REVISED: Final = r"修订后?(?:数据?)?|(?i:revised\b)"
STAGE_WORDS: Final = rf"{_EXPECTED}|{_FLASH}|{_VERIFIED}|{_REVISED}"
STAGE_WORD: Final = re.compile(
    rf"(?P<expected>{_EXPECTED})|(?P<flash>{_FLASH})|(?P<verified>{_VERIFIED})|(?P<revised>{_REVISED})"
)
_NUMERAL_AHEAD: Final = "(?=[0-9.零一二两三四五六七八九十百半壹贰叁肆伍陆柒捌玖])"

LEAD: Final = re.compile(
    rf"""(?P<skip>(?:[\s:=、|#"'“”‘’【\[「《*•·…。→]|——|->|=>|,|\.{{2,}})+)
    |(?P<minus>-(?=[0-9.零一二三四五六七八九十百])|负\s*{_NUMERAL_AHEAD})
    |(?P<plus>\+(?=[0-9]))
    |(?P<year_on_year>同比(?:增速|增幅)?[为是]?|[较比](?:去年|上年)同期|增速|增幅|增长率)
    |(?P<to_date>[(](?:{_TO_DATE})[)]|{_TO_DATE})
    |(?P<other_base>环比|[较比]?(?:{_PAST})|[较比与同](?:{_PAST})相?比?)
    |(?P<this_period>{_THIS_PERIOD})
    |(?P<label>{_LABEL})
    |(?P<estimate>{_ABOUT})
    |(?P<expected>{_EXPECTED})
    |(?P<flash>{_FLASH})
    |(?P<verified>{_VERIFIED})
    |(?P<revised>{_REVISED})
    |(?P<currency>¥|人民币|(?i:rmb|cny))
    |(?P<share>[百千万]分之)
    |(?P<up>正增长|增长率?了?|上升了?|上涨了?|提高了?|提升了?|加快了?|回升了?|扩大了?|增加了?
        |净增加?|新增加?|增|涨|升|↑)
    |(?P<down>负增长|下降了?|下滑了?|下跌了?|回落了?|减少了?|降低了?|降幅为?|跌幅为?|收窄了?|减|降|跌|↓)
    |(?P<bound>不?超过了?|超出|超|突破了?|破|逾|不到|不足|少于|多于|大于|小于|高于|低于
        |至少|最多|起码|[<>≥≤]=?)
    """,
    re.VERBOSE,
)
LABEL_WORDS: Final = rf"{_TO_DATE}|{_THIS_PERIOD}|{_LABEL}|{_ABOUT}|{STAGE_WORDS}"
OTHER_TIME: Final = re.compile(
    rf"{_PAST}|目标|计划|任务|预算|预测|下一?[周月期]|明年|下半年|不是|并非|除外|例如|比如|假如|如果|上述"
)

_WEEK: Final = "(?:本周|这周|当周|本月|当月|当期)"
_TOTAL: Final = "(?:累计|年初至今|今年以来|年初以来)"
# 本周1.2,累计13.5: one of the two numbers is the one asked for.
BOTH_SPANS: Final = re.compile(
    rf"(?P<week>[^0-9\n]{{0,20}}?{_WEEK}[^\n]*?[0-9][^\n]*?)[\s,;。、(]*(?P<total>{_TOTAL}[^\n]*[0-9][^\n]*)"
    rf"|(?P<total2>[^0-9\n]{{0,20}}?{_TOTAL}[^\n]*?[0-9][^\n]*?)[\s,;。、(]*(?P<week2>{_WEEK}[^\n]*[0-9][^\n]*)"
)

# Behind the number (and its unit).
TAIL: Final = re.compile(
    rf"""(?P<estimate>\s*(?:左右|上下|吧|的样子|这样子?)(?![一-鿿])|[(\[]约[^)\]]{{0,4}}[)\]])
    |(?P<expected>\s*(?:预计数?|预估数?|估计|暂估)(?![一-鿿])
        |[(\[【](?:预计|预估|估计|估算|估|初步|暂估)[^)\]】]{{0,4}}[)\]】]|\s*[(\[]?(?i:est(?:imated?|\.)?\b)[)\]]?)
    |(?P<flash>\s*[(\[【]?(?:为|系|是)?(?:{_FLASH})(?![一-鿿])[)\]】]?)
    |(?P<verified>\s*[(\[【]?(?:为|系|是)?(?:{_VERIFIED})(?![一-鿿])[)\]】]?)
    |(?P<revised>\s*[(\[【]?(?:为|系|是)?(?:{_REVISED})(?![一-鿿])[)\]】]?)
    |(?P<bound>\s*(?:以上|以下|以内|之内|之间|开外|出头|不到|不足|超过|有余)
        |\s*\+(?![0-9])|\s*[多余几来](?![0-9一-鿿]))
    |(?P<skip>[\s.,;。、!~…"'“”‘’】\]」》*]+|元整|人民币|整(?![一-鿿])|正(?![一-鿿])
        |\s*[了啦哈哦呀啊呢的噢](?![一-鿿])|\s*(?:没问题|没错|无误)(?![一-鿿])|[✅👌👍🙏🌹😊]+)
    """,
    re.VERBOSE,
)

VAGUE: Final = re.compile(
    r"(?:好?几|数|若干|上)[十百千万亿]{1,8}|若干|好几|几[个家户项]"
    r"|[0-9零一二两三四五六七八九十百千万亿]{1,20}(?:几|[多余](?![一-鿿])|来个|把)"
)

_SAME: Final = r"""
    同上(?:期|周|次|一期|一周)?(?:一样|一致|相同|数据|持平|不变)? | 同(?:上期|上周|上次)
    | (?:保持|维持|数据|暂|暂时|均|都)?(?:不变|没变化?|没有变化?|无变化|未变化?|没有?变动|无变动)
    | [和跟与同](?:上一?期|上一?周|上一?次|之前|以前)(?:的|数据)?(?:一样|相同|一致|持平|不变)
    | (?:保持|维持)上[期周]的?(?:数据?)? | (?:没有?|暂?无)更新
    | 比?较?上周持平 | 照旧 | 照上[期周] | 老样子 | 一样 | (?i:same|unchanged|no\ change)
"""
_NOT_APPLICABLE: Final = r"""
    不涉及 | 未涉及 | 不适用 | 无此项(?:指标|业务|任务|工作)? | 没有?这[项个](?:指标|业务|任务)?
    | 不承担 | 不考核 | (?i:n/?a|not\ applicable)
"""
_OUT: Final = "出来|出数|出炉|出|统计好?|核算|汇总|反馈|发布|公布|下来|算好"
_NOT_AVAILABLE: Final = rf"""
    (?:还|暂|暂时|目前|尚)?(?:没有?|无|未)(?:统计|核算|汇总|测算|反馈)?(?:{_OUT})(?:数据|结果)?
    | 暂无(?:数据|数字|数)? | 暂缺 | 缺报 | 缺 | (?:还|暂)?(?:无|没有?)(?:数据|数字|数)
    | 暂未(?:统计|公布|掌握) | 待(?:统计|核算|公布|出|定|汇总|反馈|发布|报)(?:数据|结果)?
    | (?:正在|还在)?(?:统计|核算|汇总)中 | (?:正在|还在)(?:统计|核算|汇总)
    | 等(?:统计局|数据|上级)[^0-9,;。]{{0,8}} | (?i:not\ (?:yet\ )?available|pending|tbd)
"""
_NOTHING: Final = r"""
    一[家个户项件]?(?:也|都)?没有? | 无 | 没有 | 没 | 未 | 空
    | 暂时没有 | 还没有 | 还没 | 目前没有 | 尚无
    | (?i:none|nil|null|no) | -+ | /+ | —+ | \\
"""
_OFF: Final = r"(?=$|[\s,;。、!~.(（…]|了|的|啊|哈|哦|吧|呢|啦|因|由于)"
SPECIAL: Final = re.compile(
    rf"""(?:目前|现在|本周|本期|(?:快报|核定|修订)数?|该项|此项|这项|数据|情况|数值|数)?[::\s]*(?:也|还是|仍然?|依然)?
    (?:(?P<same>{_SAME})|(?P<not_applicable>{_NOT_APPLICABLE})
      |(?P<not_available>{_NOT_AVAILABLE})|(?P<nothing>{_NOTHING}))
    数?{_OFF}""",
    re.VERBOSE,
)

# Last month's number is not last week's: which one is meant depends on the rhythm.
LAST_MONTH: Final = re.compile(
    r"[和跟与同比较](?:上个?月|上个?季度?)(?:一样|相同|持平|一致|不变)?(?=$|[\s,;。!.(])"
)
NO_CHANGE: Final = re.compile(
    r"(?:目前|本周|本期|暂)?(?:无|没有?|未|零)(?:新增加?|增加|增长|减少|进展|变动)(?:了|的)?(?=$|[\s,;。、!.(])"
)
LEVEL: Final = re.compile(
    r"(?:与|和|同|跟)?(?:去年同期|上年同期|去年|同比|上月|上个月)?(?:持平|一样|相同)(?=$|[\s,;。!.(])"
)

# What may follow a number although it holds further digits: it says itself what they are.
_AMOUNT: Final = r"[-+]?[0-9][0-9.,]*(?:万亿|[万亿千百])?"
_UNIT: Final = r"(?:元|%|‰|个?百分点|个点|[家个户人项件位名吨亩台套公里平方米]+)?"
_MOVED: Final = (
    "增长|增加|增幅|增速|新增|净增|上升|上涨|提高|提升|加快|扩大|回升"
    "|下降|减少|下滑|回落|降低|收窄|增|减|降|涨|升"
)
EXPLAINED: Final = re.compile(
    rf"""
    (?:其中|含|包括|包含|不含|未含)[^;。\n]*
    |(?:剔除|扣除)(?![^;。\n]*后)[^;。\n]*
    |(?:因为?|由于|受|主要是?)[^;。\n]*
    |(?:较|比|同比|环比|与)(?:{_PAST})?[^0-9,;。\n]{{0,10}}?(?:{_MOVED}|多|少|高|低)(?:了|约|出)?{_AMOUNT}\s*{_UNIT}
    |(?:{_PAST})?[^0-9,;。\n]{{0,10}}?(?:{_MOVED})(?:了|额|幅|速|约|为|率|至|到)?[^0-9,;。\n]{{0,3}}{_AMOUNT}\s*{_UNIT}
    |(?:同比|环比)\s*{_AMOUNT}\s*{_UNIT}
    |(?:^|[(,])\s*\+{_AMOUNT}\s*{_UNIT}(?=$|[),;。])
    |(?:高于|低于|快于|慢于|高出|低出|领先|落后)[^0-9,;。\n]{{0,10}}{_AMOUNT}\s*{_UNIT}
    |(?:原来?|之前|先前|昨[天日])(?:报|填)?(?:的|是|为|数|:)*\s*{_AMOUNT}\s*{_UNIT}
    |[0-9]+个(?:项目|企业|标段|单体)
    |[\u4e00-\u9fff]{{1,6}}率(?:为|达到?|是|:)?{_AMOUNT}\s*%
    |(?:排名?|位居|位列)?第[0-9]+(?:名|位)?(?=$|[\s),;。])
    |占[^0-9,;。\n]{{0,12}}{_AMOUNT}\s*{_UNIT}的?\s*{_AMOUNT}\s*%
    |(?:占|完成)[^0-9,;。\n]{{0,12}}{_AMOUNT}\s*%
    |(?:(?:全年|年度|季度|一季度|本月|月度)?(?:目标|任务|计划)|{_PAST})(?:数|值|为|是|完成|累计|:|\s)*{_AMOUNT}\s*{_UNIT}
    |(?:20[0-9]{{2}}年)?(?:[0-9]{{1,2}}月(?:[0-9]{{1,2}}[日号])?|[0-9]{{1,2}}[日号])
    |20[0-9]{{2}}年(?:度)?
    |第?[0-9]+(?:季度|周|期|标段|号楼|号线|号地块|批次?|届|\#)
    |[0-9]+(?:天|个?小时|个?工作日|个月|个?星期|周)
    """,
    re.VERBOSE,
)
RETRACTED_TO: Final = re.compile(
    r"(?:应该?[为是]|改[为成]?|更正为?|更改为?|修正为|调整为|还是|或者?是?|→|->|=>)\s*(?=-?[0-9])"
)
# 较上月回落0.2个百分点至6.3%: the step, and where it led.
_BACK_THEN: Final = rf"(?:由|从)(?:{_PAST})?的?\s*{_AMOUNT}\s*{_UNIT}"
_AIM: Final = rf"(?:全年|年度|一?季度)?(?:目标|任务|计划)(?:数|值|为|是|:|\s)*{_AMOUNT}\s*{_UNIT}"
# 从7.9增加到8.2 · 增加0.3,达到8.2 · 目标60,完成13.5: only the last number is the one now.
LED_TO: Final = re.compile(
    rf"[\s:,]*(?P<step>{_BACK_THEN}(?:{_MOVED}|变|调整?|修正|更正|修改|改)?了?[\s,]*(?=[到至为成])"
    rf"|(?:本周|当周|本月)?(?:{_MOVED})了?{_AMOUNT}\s*{_UNIT}[\s,]*(?=达|累计)"
    rf"|{_AIM}[\s,]*(?=实际|已|累计|现|完成|达到))"
    r"(?:到|至|为|成|达到?|实际|已经?|累计|现|完成)+(?:了|数|额|为|是|:|\s)*(?P<now>-?[0-9].*)"
)
# 上周12.3,本周13.5: what stood then, and what stands now.
THEN_AND_NOW: Final = re.compile(
    rf"[\s:,]*(?P<step>(?:上[周期]|昨[天日])(?:的|是|为|:)?\s*{_AMOUNT}\s*{_UNIT})[\s,]*"
    r"(?:本[周期]|这周|今[天日])(?:的|是|为|:)?\s*(?P<now>-?[0-9].*)"
)
STEP_TO: Final = re.compile(
    rf"(?P<step>[^0-9,;。\n]{{0,16}}?(?:{_MOVED})[^0-9,;。\n]{{0,3}}{_AMOUNT}\s*(?:个?百分点|个点))"
    r"[\s,]*(?:至|到|达到?|为)\s*(?P<now>-?[0-9].*)"
)
RETRACTED: Final = re.compile(
    r"[↑↓]|改(?=[0-9])|或|还是|要么|抑或|不对|错|应为|应该|应是|改[为成]|更正|更改|修正为|调整为|不是|[?？]|吗|可能|也许|说不准|不确定|不准|作废|忽略|撤回|[也都]没|^没有$|→|->|=>"
)
UNSURE: Final = re.compile(r"预计|预估|估计|估算|暂估|暂定|初步|待核实?|未核实|待确认|未经核实")
# A note that says what the number is instead: last week's, or a target.
RELABELLED: Final = re.compile(
    rf"(?:的|是|为|\()*(?:{_PAST}|目标|计划|任务|预算)(?:数|值|数据|完成|情况|的|\))*(?=$|[\s,;。(])"
)
SPELLED: Final = re.compile(
    r"(?<![一-鿿])[零一二两三四五六七八九十百千万亿半]+(?![一-鿿])|[零一二两三四五六七八九十百千]+点[零一二三四五六七八九]|[二两三四五六七八九十百千][百千]?[万亿]|[一二两三四五六七八九][百千](?![方分姿])"
)
JOINT: Final = re.compile(
    r"因|由于|受|主要|[较比](?!例)|同比|环比|其中|不?含|包括|包含|未含|增长|增加|增幅|下降|减少|同上|与上|和上|跟上|但|不过|目前|预计|待|初步|暂|估"
    r"|仍|上[周期月年]|去年|年度|目标|计划|占|完成|不变|持平|没变|无变化|快报|核定|修订|口径|第?[一二三四]季度|已经?(?!$)"
)

# Words that begin like a unit and are none: 13.5 个别项目停工.
NOT_A_UNIT: Final = re.compile(
    r"个别|个人|个体|元旦|元月|元宵|元器件|家里|家庭|家装|户外|户籍|户均|人员|人工|人为|人均|人民|人力|人口|项目|万达|万科|万华|万向|万一|亿达|亿纬"
    r"|天气|天然|天冷|天津|月底|月末|月初|月度|年底|年初|年末|年度|年后|年前|日前|日均|日常|分管|分公司|分局|分包|条件|条款|级别|层面|批复|批准|批次"
    r"|期间|期末|期初|号召|里程|度假|次月|次日|场地|场馆|台风|台账|套取|件数|处理|处于|处置|所以|所有|所属|名单|名义|位于|位置|只有|只是|只能"
    r"|头部|座谈|村里|村级|村民|镇里|镇级|口岸|口径|单位|单独|支出|支付|支持|支撑|时间|时候|成本|成都|成品|成果|倍增|克服|组织|组建|根据|栋梁|张榜"
    r"|楼市|楼盘|起步|起色|本周|方案|方面|方式|度过|部分|部门|部署|班子|份额|户数|层级|届时|桩基|角度|点位|米面|吨位|升级|架构|床位|节点|门店"
)
SEQUEL: Final = re.compile(
    r"""(?P<split>\s*\.?\s+\.?(?=[0-9])|[。·](?=[0-9])|:(?=[0-9](?![0-9:])))
    |(?P<range>\s*(?:[-~—〜]|--|至|到)\s*(?=[0-9零一二两三四五六七八九十]))
    |(?P<alternatives>\s*(?:或者?是?|还是|、|或)\s*(?=[0-9零一二两三四五六七八九十])|\s*或)
    |(?P<arithmetic>\s*[-+*×xX÷=/^]\s*(?=[0-9零一二两三四五六七八九十]))
    """,
    re.VERBOSE,
)
CALENDAR: Final = re.compile(
    r"20[0-9]{2}(?:年|[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?![0-9]))|[0-9]{1,2}月|[0-9]{1,2}:[0-9]{2}(?![0-9])"
    r"|20[0-9]{2}[-/][0-9]{1,2}(?![0-9.])"
)
DAY: Final = re.compile(r"20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
PHONE: Final = re.compile(r"1[3-9][0-9]{9}")
