"""Methods by which updates reach the bot: the long poll and the webhook."""

import re

from sandbox.methods.call import Call
from sandbox.polling import LONGEST_POLL, MOST_UPDATES
from sandbox.wire import Json, Refused, bad_request

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


async def get_updates(call: Call) -> list[Json]:
    """Wait for updates; a second caller ends the first one's wait."""
    world, given = call.world, call.given
    if world.webhook.url:
        raise Refused(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    world.updates.allow(given.get("allowed_updates"))
    limit = given.get("limit", MOST_UPDATES)
    return await world.polling.poll(
        offset=given.get("offset", 0),
        limit=limit if 1 <= limit <= MOST_UPDATES else MOST_UPDATES,
        timeout=min(max(given.get("timeout", 0), 0), LONGEST_POLL),
    )


def set_webhook(call: Call) -> bool:
    """Post updates to an address from now on; an empty one ends that.

    Telegram insists on HTTPS; here plain HTTP is right, since nothing leaves the machine.
    """
    world, given = call.world, call.given
    url = given["url"]
    secret = given.get("secret_token", "")
    if url and not url.startswith(("http://", "https://")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request(
            "secret token contains unallowed characters; "
            "only characters A-Z, a-z, 0-9, _ and - are allowed"
        )
    world.updates.allow(given.get("allowed_updates"))
    if given.get("drop_pending_updates"):
        world.updates.clear()
    world.webhook.url = url
    world.webhook.secret = secret
    world.webhook.max_connections = min(max(given.get("max_connections", 40), 1), 100)
    world.webhook.last_error = ""
    world.updates.notify()
    if url:
        world.polling.oust()
    return True


def delete_webhook(call: Call) -> bool:
    """Back to polling."""
    if call.given.get("drop_pending_updates"):
        call.world.updates.clear()
    call.world.webhook.url = ""
    call.world.webhook.secret = ""
    return True


def get_webhook_info(call: Call) -> Json:
    """Where updates go and what went wrong last."""
    webhook, updates = call.world.webhook, call.world.updates
    info: Json = {
        "url": webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(updates),
    }
    if webhook.url:
        info["max_connections"] = webhook.max_connections
        if webhook.last_error:
            info["last_error_date"] = int(webhook.last_error_at)
            info["last_error_message"] = webhook.last_error
    if updates.allowed is not None:
        info["allowed_updates"] = sorted(updates.allowed)
    return info
