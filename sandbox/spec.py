"""Which methods exist, which parameters they take, and of which kind.

Kinds: c chat id · i integer · b boolean · s text · j JSON · f file or file id; `!` = required.
Bot API 10.3. Tests hold this table against another library's own models.
"""

from dataclasses import dataclass

_TO = "business_connection_id:s chat_id:c! message_thread_id:i direct_messages_topic_id:i"
_HOW = "disable_notification:b protect_content:b allow_paid_broadcast:b message_effect_id:s"
_SENT = f"{_HOW} suggested_post_parameters:j reply_parameters:j reply_markup:j"
_SENT_ONE = f"{_SENT} ephemeral_message_parameters:j"
_CAPTION = "caption:s parse_mode:s caption_entities:j"
_EDITED = "business_connection_id:s chat_id:c message_id:i inline_message_id:s"
_SCOPE = "scope:j language_code:s"

_TABLE = {
    "getMe": "",
    "logOut": "",
    "close": "",
    "getUpdates": "offset:i limit:i timeout:i allowed_updates:j",
    "setWebhook": "url:s! certificate:f ip_address:s max_connections:i allowed_updates:j "
    "drop_pending_updates:b secret_token:s",
    "deleteWebhook": "drop_pending_updates:b",
    "getWebhookInfo": "",
    "sendMessage": f"{_TO} text:s! parse_mode:s entities:j link_preview_options:j {_SENT_ONE}",
    "sendPhoto": f"{_TO} photo:f! {_CAPTION} show_caption_above_media:b has_spoiler:b {_SENT_ONE}",
    "sendDocument": f"{_TO} document:f! thumbnail:f {_CAPTION} "
    f"disable_content_type_detection:b {_SENT_ONE}",
    "sendMediaGroup": f"{_TO} media:j! {_HOW} reply_parameters:j",
    "sendChatAction": "business_connection_id:s chat_id:c! message_thread_id:i action:s!",
    "editMessageText": f"{_EDITED} text:s parse_mode:s entities:j link_preview_options:j "
    "rich_message:j reply_markup:j",
    "editMessageCaption": f"{_EDITED} {_CAPTION} show_caption_above_media:b reply_markup:j",
    "editMessageReplyMarkup": f"{_EDITED} reply_markup:j",
    "editMessageMedia": f"{_EDITED} media:j! reply_markup:j",
    "deleteMessage": "chat_id:c! message_id:i!",
    "deleteMessages": "chat_id:c! message_ids:j!",
    "answerCallbackQuery": "callback_query_id:s! text:s show_alert:b url:s cache_time:i",
    "answerInlineQuery": "inline_query_id:s! results:j! cache_time:i is_personal:b "
    "next_offset:s button:j",
    "getFile": "file_id:s!",
    "getChat": "chat_id:c!",
    "getChatMember": "chat_id:c! user_id:i!",
    "getChatAdministrators": "chat_id:c! return_bots:b",
    "getChatMemberCount": "chat_id:c!",
    "leaveChat": "chat_id:c!",
    "pinChatMessage": "business_connection_id:s chat_id:c! message_id:i! disable_notification:b",
    "unpinChatMessage": "business_connection_id:s chat_id:c! message_id:i",
    "unpinAllChatMessages": "chat_id:c!",
    "setMyCommands": f"commands:j! {_SCOPE}",
    "getMyCommands": _SCOPE,
    "deleteMyCommands": _SCOPE,
    "setChatMenuButton": "chat_id:i menu_button:j",
    "getChatMenuButton": "chat_id:i",
    "setMyName": "name:s language_code:s",
    "getMyName": "language_code:s",
    "setMyDescription": "description:s language_code:s",
    "getMyDescription": "language_code:s",
    "setMyShortDescription": "short_description:s language_code:s",
    "getMyShortDescription": "language_code:s",
}


@dataclass(frozen=True, slots=True)
class Signature:
    """One method: its spelling, the kind of each parameter, and which must be there."""

    name: str
    kinds: dict[str, str]
    required: frozenset[str]


def _signature(name: str, written: str) -> Signature:
    pairs = [word.split(":") for word in written.split()]
    return Signature(
        name=name,
        kinds={parameter: kind[0] for parameter, kind in pairs},
        required=frozenset(parameter for parameter, kind in pairs if kind.endswith("!")),
    )


SIGNATURES = {name: _signature(name, written) for name, written in _TABLE.items()}
