"""Methods that answer presses and inline questions."""

from sandbox.methods.call import Call
from sandbox.updates import QUERY_LIFE
from sandbox.wire import bad_request

_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
LONGEST_ANSWER = 200


def answer_callback_query(call: Call) -> bool:
    """End the waiting circle on a button, with a few words if given."""
    text = call.given.get("text", "")
    if len(text) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    world = call.world
    press = world.presses.get(call.given["callback_query_id"])
    if press is None or press.answered or world.clock.now() - press.pressed_at > QUERY_LIFE:
        raise bad_request(_TOO_OLD)
    press.answered = True
    answer = {
        "callback_query_id": press.id,
        "person_id": press.person_id,
        "text": text,
        "show_alert": bool(call.given.get("show_alert")),
        "url": call.given.get("url", ""),
    }
    world.emit("answered", press.chat_id, answer)
    return True


def answer_inline_query(call: Call) -> bool:
    """Up to 50 results for `@bot …` typed anywhere."""
    results = call.given["results"]
    if not isinstance(results, list) or len(results) > 50:
        raise bad_request("RESULTS_TOO_MUCH")
    query_id = call.given["inline_query_id"]
    if query_id not in call.world.inline_queries:
        raise bad_request(_TOO_OLD)
    call.world.inline_queries[query_id] = dict(call.given)
    call.world.emit("inline", None, {"id": query_id, "results": results})
    return True
