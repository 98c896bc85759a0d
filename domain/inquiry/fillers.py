"""Words around a name that say nothing about which one is meant, nor what is asked of it."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

_IN_CHARGE = r"谁(?:在|来)?(?:负责|分管|管)的?|归谁(?:负责|管)"
_STATE = (
    r"(?:进行|进展|推进|完成|干|做|搞|办|建|弄|报)?(?:得|的)?(?:怎么?样|咋样|如何|怎样)了?|怎么说|啥情况|什么情况"
    r"|(?:做|干|推进|进行|进展|完成|建|走|修|弄|搞|进度)?到(?:了)?(?:哪|什么程度|什么地步|几成)(?:里|儿|一?步|阶段)?了?"
    r"|(?:最新|完成|进展|工作|总体|总的|整体|具体|当前)*(?:情况|进度|进展|状况|动态|表现|数据|数字|数|指标)(?:图|表)?"
    rf"|{_IN_CHARGE}"
    r"|(?:完成|报|做|是|涨|增长|增加)?(?:了)?多少了?|完成(?:率|了|得)?|(?:负责|分管|管)(?:什么|哪些|的)*"
    r"|(?:完成|做完|好|到位|达到|开工|竣工|完工|投产)了?没有?|(?:快|慢|高|低|多|少|强|差)(?:了)?(?:多少|几个?(?:百分)?点?|一?[点些])?"
)
_ENGLISH_STATE = (
    r"how|how's|is|are|does|do|did|status|state|doing|progress|what|what's|whats|about|figures?"
    r"|numbers?|update|look|looks|looking|going|stand|stands|performing|performance|data"
)
_CHINESE = (
    rf"{_IN_CHARGE}"
    r"|为(?:什么|啥|何)|咱们?(?:的|区)?|[本我]区|详细|催(?:一下|一催)?|请问(?:一?下)?|请|一下|到底|帮(?:我|忙)?|麻烦|我(?:们)?(?:想|要)?|想(?:要)?|查(?:一?下|询|查|看)?|看(?:一?下|看|一看)?|问(?:一?下|问)?"
    r"|知道|了解(?:一?下)?|发(?:一?下|来|给)?|给(?:我)?|调出|说(?:一?下|说)?|讲(?:讲|一?下)?|列(?:一?下|出)?|告诉|汇报"
    r"|有(?:没有)?|哪[些几个家里位项]?(?:个|家|人)?|什么|啥|谁|是(?:不是|否)?|的|了|呢|吗|嘛|么|吧|啊|呀|哦|啦|喂"
    r"|你好|您好|好|都|还|又|就|也|在|现在|今[天日]|目前|当前|截至(?:目前)?|到(?:目前|现在)?|为止|究竟|最新|最近"
    r"|单位|名单|列表|一览表?|清单|几个|几家|多少个?|全区|区里|全县|全市|整体|总体|综合|全部|所有|大家|各(?:单位|乡镇|部门|指标)?"
    r"|今年(?:以来)?|全年|年初以来|年内|累计|亮|挂|个|家|项|名|位|谢谢|辛苦了?|同志|目标|任务|排|算|按|里|中|上|方面|这块|这边|那边|这个|那个|从|对|把|让|会|能|和|跟|与|同|及|/"
)
_ENGLISH = (
    r"please|show|me|list|give|tell|get|which|who|who's|whos|any|all|the|of|in|on|for|at|by|with|a|an|there"
    r"|units?|towns?|now|today|currently|so|far|yet|has|have|i|we|our|their|my|us|can|you|see|know|want|to|and|with"
    r"|this|year|reported|report|answered|district|overall|whole|everyone|everybody|everything|indicators?|items?"
)
_AROUND: Final = rf"{_CHINESE}|\b(?:{_ENGLISH_STATE}|{_ENGLISH})\b"
_FILLER: Final = rf"(?:{_STATE}|{_AROUND})"
_AHEAD: Final = rf"(?:{_AROUND})\s*"
_BEHIND: Final = rf"\s*{_FILLER}$"
_ALL: Final = rf"(?:{_FILLER}|\s)*+"
_INSIDE: Final = re.compile(r"的|里面?的?|[和跟与同及/]|\b(?:of|in|for|the|and|with|to)\b|\s")
_SAID: Final = rf"{_STATE}|\b(?:{_ENGLISH_STATE})\b"

MOST: Final = 24
"""Ways to take words off the two ends that are tried."""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """When it is first needed: these four take a tenth of a second, which no start waits for."""
    return re.compile(pattern)


def is_state(words: str) -> bool:
    """Whether it is asked how something stands."""
    return _compiled(_SAID).search(words) is not None


def is_empty(words: str) -> bool:
    """Whether nothing is said but such words."""
    return _compiled(_ALL).fullmatch(words) is not None


def trimmed(words: str) -> Iterator[str]:
    """The words, and then with less and less around them; the longest first, at most MOST."""
    seen: set[str] = set()
    waiting = [words.strip()]
    while waiting and len(seen) < MOST:
        now = max(waiting, key=len)
        waiting.remove(now)
        if not now or now in seen:
            continue
        seen.add(now)
        yield now
        if found := _compiled(_AHEAD).match(now):
            waiting.append(now[found.end() :].strip())
        if found := _compiled(_BEHIND).search(now):
            waiting.append(now[: found.start()].strip())


def pieces(words: str) -> list[str]:
    """The words where they may be taken apart: 城关的老街区."""
    return [piece for piece in _INSIDE.split(words) if piece]
