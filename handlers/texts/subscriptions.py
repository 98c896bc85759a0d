"""What somebody is sent in private, in words."""

from domain.periods import PeriodKind
from domain.subscriptions import OF_ONE, Topic
from handlers.actions.notices.subscribing import Wishes
from handlers.texts.catalog import Catalog, Html


def subscriptions(found: Wishes, texts: Catalog) -> Html:
    """What may be chosen and what is; of one topic the same for its things."""
    if found.topic is not None:
        return texts.say(f"subscribe.of_{found.topic.value}")
    wished = [topic_name(o.topic, found.rhythm, texts) for o in found.offers if o.is_wished]
    wished += [
        texts.plain("subscribe.counted", name=topic_name(topic, found.rhythm, texts), count=count)
        for topic, count in found.chosen.items()
        if topic in OF_ONE and count
    ]
    key = "subscribe.chosen" if wished else "subscribe.nothing"
    chosen = texts.say(key, names=texts.plain("common.sep").join(wished))
    return Html("\n".join([texts.say("subscribe.head"), chosen]))


def topic_name(topic: Topic, rhythm: PeriodKind, texts: Catalog) -> str:
    """周排名, 未报名单; the name of the rhythm before what goes with it."""
    kind = texts.plain(f"board.kind.{rhythm.value}")
    return texts.plain(f"subscribe.topic.{topic.value}", kind=kind)
