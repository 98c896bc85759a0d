"""Pictures, files and albums: checks on the way in, bytes on the way out."""

import json

import pytest

from sandbox.files import MOST_PHOTO_BYTES, picture_size
from sandbox.phone import GroupChat, Phone
from tests.sandbox.conftest import RawBot
from tests.sandbox.pictures import jpeg_head, png


async def test_a_picture_arrives_and_can_be_sent_again_by_its_id(raw: RawBot, asha: Phone) -> None:
    status, body = await raw.uploads(
        "sendPhoto", name="photo", content=png(1080, 1760), chat_id=str(asha.id), caption="排名"
    )
    assert status == 200
    file_id = body["result"]["photo"][-1]["file_id"]

    again = await raw.does("sendPhoto", chat_id=asha.id, photo=file_id)

    assert [size["height"] for size in again["photo"]] == [90, 320, 800, 1280, 1760]
    seen = await asha.sees_picture("排名")
    assert await asha.download(seen) == png(1080, 1760)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (png(5001, 5000), "PHOTO_INVALID_DIMENSIONS"),
        (png(10, 201), "PHOTO_INVALID_DIMENSIONS"),
        (b"GIF89a no photo", "IMAGE_PROCESS_FAILED"),
        (b"", "file must be non-empty"),
        (
            png(10, 10, extra=MOST_PHOTO_BYTES),
            f"file of size {MOST_PHOTO_BYTES + len(png(10, 10))} bytes is too big for a photo; "
            "the maximum size is 10485760 bytes",
        ),
    ],
    ids=["too large", "too long", "no picture", "empty", "too heavy"],
)
async def test_pictures_that_telegram_refuses(
    raw: RawBot, asha: Phone, content: bytes, sentence: str
) -> None:
    status, body = await raw.uploads(
        "sendPhoto", name="photo", content=content, chat_id=str(asha.id)
    )

    assert (status, body["description"]) == (400, f"Bad Request: {sentence}")


@pytest.mark.parametrize("content", [png(5000, 5000), png(10, 200), jpeg_head(800, 600)])
async def test_pictures_at_the_bounds_are_taken(raw: RawBot, asha: Phone, content: bytes) -> None:
    status, _ = await raw.uploads("sendPhoto", name="photo", content=content, chat_id=str(asha.id))

    assert status == 200


def test_the_size_of_a_jpeg_is_read_past_its_other_parts() -> None:
    assert picture_size(jpeg_head(1234, 567)) == (1234, 567)


async def test_a_caption_may_have_1024_characters(raw: RawBot, asha: Phone) -> None:
    _, body = await raw.uploads(
        "sendPhoto",
        name="photo",
        content=png(9, 9),
        chat_id=str(asha.id),
        caption="<b>" + "数" * 1024 + "</b>",
        parse_mode="HTML",
    )
    assert body["ok"]

    refused = await raw.refused(
        "sendPhoto",
        chat_id=asha.id,
        photo=body["result"]["photo"][0]["file_id"],
        caption="数" * 1025,
    )
    assert refused == (400, "Bad Request: message caption is too long")


async def test_an_album_is_one_message_for_each_picture(raw: RawBot, leaders: GroupChat) -> None:
    media = [
        {"type": "photo", "media": "attach://one", "caption": "第一页"},
        {"type": "photo", "media": "attach://one"},
    ]

    status, body = await raw.uploads(
        "sendMediaGroup",
        name="one",
        content=png(20, 20),
        chat_id=str(leaders.id),
        media=json.dumps(media),
    )

    assert status == 200
    assert len({message["media_group_id"] for message in body["result"]}) == 1
    assert [seen.text for seen in await leaders.waits_for(2)] == ["第一页", ""]


async def test_an_album_has_two_to_ten_pictures(raw: RawBot, leaders: GroupChat) -> None:
    one = [{"type": "photo", "media": "x"}]

    for media in (one, one * 11):
        status, _ = await raw.refused("sendMediaGroup", chat_id=leaders.id, media=media)
        assert status == 400


async def test_a_file_from_a_phone_can_be_fetched_by_the_bot(raw: RawBot, asha: Phone) -> None:
    await asha.sends_document(b"roster", "名册.xlsx", "请导入")

    (update,) = await raw.updates()
    document = update["message"]["document"]
    file = await raw.does("getFile", file_id=document["file_id"])
    async with raw.session.get(f"{raw.base}/file/bot{raw.token}/{file['file_path']}") as answer:
        content = await answer.read()

    assert (document["file_name"], update["message"]["caption"]) == ("名册.xlsx", "请导入")
    assert content == b"roster"


async def test_files_are_kept_behind_the_token(raw: RawBot, asha: Phone) -> None:
    async with raw.session.get(f"{raw.base}/file/botwrong/photos/file_0.png") as answer:
        assert answer.status == 404
    assert await raw.refused("getFile", file_id="nonsense") == (
        400,
        "Bad Request: wrong file identifier/HTTP URL specified",
    )
