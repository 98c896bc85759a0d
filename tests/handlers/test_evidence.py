"""A photo or a document beside a number: taken with its caption, put where it belongs, kept."""

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from sandbox.phone import Phone
from storage import evidence
from storage.evidence import Piece
from storage.models.base import core
from storage.models.evidence import EvidenceItemRow, EvidenceRow
from tests.endtoend.town import WEEK, Town
from tests.handlers.workbook.books import xlsx
from tests.sandbox.pictures import png

PHOTO = png(200, 200)
A_WHILE = timedelta(minutes=1)
PDF = b"%PDF-1.7 contract"
DIGESTS = [hashlib.sha256(content).hexdigest() for content in (PHOTO, PDF)]


async def rows(town: Town, table: Any) -> list[Any]:
    async with town.db.reading() as session:
        return list((await session.execute(select(*core(table).c))).all())


async def assignment(town: Town, unit: str, indicator: str) -> int:
    known = await town.parts.deps.roster.current()
    owed = {(a.unit, a.indicator): a.id for a in known.assignments.values()}
    return owed[unit, indicator]


async def belonging(town: Town, indicator: str, *, period: str = WEEK) -> list[Piece]:
    """The files of one number of Asha's."""
    own = await assignment(town, "cg", indicator)
    async with town.db.reading() as session:
        found = await evidence.of_item(session, own, periods=[period])
    return list(found.get(period, ()))


def kept(town: Town) -> list[str]:
    return list(town.parts.deps.vault.digests())


async def sends(town: Town, phone: Phone, content: bytes, caption: str = "", **how: Any) -> Any:
    await phone.sends_photo(content, caption, **how)
    seen = await phone.sees()
    await town.quiet()
    return seen


async def test_a_number_in_a_caption_is_read_as_if_typed_and_the_picture_kept_with_it(
    town: Town,
) -> None:
    echo = await sends(town, town.asha, PHOTO, "投资 13.5 因雨停工")

    assert "固定资产投资 13.50 亿元" in echo
    assert "备注：因雨停工" in echo
    assert "附件已作为佐证收下" in echo
    assert await town.stands("fai") == "13.5"
    (piece,) = await belonging(town, "fai")
    assert (piece.state, piece.mime, piece.size) == ("kept", "image/png", len(PHOTO))
    (row,) = await rows(town, EvidenceItemRow)
    assert row.revision == 1
    assert kept(town) == [DIGESTS[0]]
    assert town.parts.deps.vault.read(piece.digest) == PHOTO


async def test_a_reply_to_an_echo_belongs_to_its_number(town: Town) -> None:
    echo = await town.answered(town.asha, "投资 13.5")

    answer = await sends(town, town.asha, PHOTO, "现场照片", reply_to=echo)

    assert answer.text == "佐证已收下：第10周固定资产投资。"
    assert answer.buttons == ["换一项", "不是佐证"]
    assert len(await belonging(town, "fai")) == 1


async def test_a_reply_to_ones_own_number_belongs_to_it(town: Town) -> None:
    number = await town.asha.says("零售 8.2")
    await town.asha.sees("零售")

    await sends(town, town.asha, PHOTO, reply_to=number)

    assert len(await belonging(town, "ret")) == 1


async def test_a_caption_without_a_number_names_the_item(town: Town) -> None:
    answer = await sends(town, town.asha, PHOTO, "投资项目现场")

    assert "第10周固定资产投资" in answer
    assert "数还没有报" in answer
    assert await town.revisions() == []
    assert len(await belonging(town, "fai")) == 1
    assert await belonging(town, "fig") == []


async def test_the_only_item_needs_no_name(town: Town) -> None:
    answer = await sends(town, town.chidi, PHOTO)

    assert answer.text.startswith("佐证已收下：第10周固定资产投资。")


async def test_without_any_sign_the_item_is_asked_for_and_one_tap_answers(town: Town) -> None:
    question = await sends(town, town.asha, PHOTO)

    assert "是哪一项的佐证" in question
    assert question.buttons[-1] == "不是佐证"
    assert len(question.buttons) == 7
    assert kept(town) == []  # what belongs to nothing is not fetched

    await town.asha.presses(question, "招商引资到位资金")
    answer = await town.asha.sees("佐证已归到")
    await town.quiet()

    assert answer.id == question.id
    assert answer.text == "佐证已归到：第10周招商引资到位资金。"
    assert len(await belonging(town, "inv")) == 1
    assert kept(town) == [DIGESTS[0]]


async def test_what_was_put_wrong_is_put_right_in_two_taps_or_taken_back_in_one(
    town: Town,
) -> None:
    receipt = await sends(town, town.asha, PHOTO, "投资现场")

    await town.asha.presses(receipt, "换一项")
    choice = await town.asha.sees("归到哪一项")
    await town.asha.presses(choice, "社会消费品零售总额")
    await town.asha.sees("佐证已归到")

    assert (len(await belonging(town, "fai")), len(await belonging(town, "ret"))) == (0, 1)

    await town.asha.presses(choice, "不是佐证")
    await town.asha.sees("不作佐证")

    assert await belonging(town, "ret") == []
    assert len(await rows(town, EvidenceItemRow)) == 2  # that it did belong there stays on record


async def test_an_album_is_answered_once_and_stays_together(town: Town) -> None:
    echo = await sends(town, town.asha, PHOTO, "投资 13.5", album="77")
    for extra in (1, 2):
        await town.asha.sends_photo(png(200, 200, extra=extra), album="77")
    later = await town.new_messages(town.asha, after=echo.id)

    assert later == []
    assert len(await belonging(town, "fai")) == 3
    assert len(kept(town)) == 3


async def test_one_tap_puts_a_whole_album_in_its_place(town: Town) -> None:
    question = await sends(town, town.asha, PHOTO, album="78")
    await town.asha.sends_document(PDF, "合同.pdf", album="78")
    await town.quiet()

    await town.asha.presses(question, "新入规企业")
    await town.asha.sees("佐证已归到")
    await town.quiet()

    assert [(p.form, p.name) for p in await belonging(town, "new")] == [
        ("photo", ""),
        ("document", "合同"),
    ]
    assert kept(town) == sorted(DIGESTS)


async def test_a_message_that_is_delivered_again_changes_nothing(town: Town) -> None:
    await sends(town, town.asha, PHOTO, "投资 13.5")

    await town.sandbox.client.redeliver()
    await town.asha.sees("附件已作为佐证收下")
    await town.quiet()

    assert len(await rows(town, EvidenceRow)) == len(await rows(town, EvidenceItemRow)) == 1
    assert len(await town.revisions()) == 1


async def test_the_same_file_sent_twice_lies_on_disk_once(town: Town) -> None:
    await sends(town, town.asha, PHOTO, "投资 13.5")
    await sends(town, town.asha, PHOTO, "零售 8.2")

    assert len(await rows(town, EvidenceRow)) == 2
    assert kept(town) == [DIGESTS[0]]


async def test_a_file_is_fetched_when_telegram_gives_it_out_again(town: Town) -> None:
    await town.sandbox.client.fault("error", method="getFile", times=1)
    await town.sandbox.client.fault("body", method="download", times=1)
    echo = await sends(town, town.asha, PHOTO, "投资 13.5")
    assert "附件已作为佐证收下" in echo

    for _ in range(2):
        assert kept(town) == []
        town.parts.clock.advance_to(town.parts.clock.now() + A_WHILE)
        town.parts.fetcher.wake()
        await town.quiet()

    assert kept(town) == [DIGESTS[0]]


async def test_a_restart_fetches_what_was_still_to_be_fetched(town: Town) -> None:
    await town.sandbox.client.fault("error", method="getFile", times=1)
    await sends(town, town.asha, PHOTO, "投资 13.5")

    await town.stop()
    await town.sleep_until(town.clock.now() + A_WHILE)
    await town.start()
    await town.quiet()

    assert kept(town) == [DIGESTS[0]]


async def test_a_file_is_what_its_content_says_whatever_it_is_called(town: Town) -> None:
    await town.asha.sends_document(b"MZ a program", "照片.jpg", "投资 13.5")
    await town.asha.sees("附件已作为佐证收下")
    told = await town.asha.sees("没有收")

    assert "（照片）不是照片、PDF" in told
    assert await belonging(town, "fai") == []
    assert kept(town) == []
    assert await town.stands("fai") == "13.5"


async def test_what_is_never_taken_is_told_at_once_and_the_number_still_counts(
    town: Town,
) -> None:
    await town.asha.sends_document(b"x", "数据.zip", "投资 13.5")
    await town.asha.sees("13.50 亿元")
    refusal = await town.asha.sees("不收")

    assert "“数据.zip”这种文件不收" in refusal
    assert await town.stands("fai") == "13.5"
    assert await rows(town, EvidenceRow) == []


async def test_a_file_that_is_too_large_is_not_even_fetched(town: Town) -> None:
    await town.asha.sends_document(b"%PDF-" + b"0" * 10 * 1024 * 1024, "合同.pdf", "投资现场")

    assert "超过 10 MB" in await town.asha.sees()
    assert await rows(town, EvidenceRow) == []


async def test_a_workbook_of_somebody_who_is_no_admin_is_evidence(town: Town) -> None:
    await town.chidi.sends_document(xlsx({"表": [["投资", 4.2]]}), "明细.xlsx")

    assert "佐证已收下" in await town.chidi.sees()
    await town.quiet()
    assert [piece.mime.rpartition(".")[2] for piece in await pieces(town)] == ["sheet"]


async def test_an_edited_caption_puts_the_number_right(town: Town) -> None:
    sent = await town.asha.sends_photo(PHOTO, "投资 13.5")
    await town.asha.sees("13.50")

    await town.asha.edits(sent, "投资 13.6")

    assert "原来是 13.50" in await town.asha.sees("13.60")
    assert await town.stands("fai") == "13.6"
    assert len(await belonging(town, "fai")) == 1


async def test_who_owes_no_number_is_told_that_only_numbers_are_needed(town: Town) -> None:
    assert "只要数字" in await sends(town, town.diana, PHOTO)
    assert await rows(town, EvidenceRow) == []


async def test_a_button_below_somebody_elses_file_does_nothing(town: Town) -> None:
    question = await sends(town, town.asha, PHOTO)
    data = question.data["招商引资到位资金"]
    own = await town.answered(town.chidi, "/report")

    press = await town.chidi.forges(own, data)

    assert "过期" in (await press.answer())["text"]
    assert await rows(town, EvidenceItemRow) == []


async def test_a_file_cannot_be_put_to_somebody_elses_number_or_ahead_of_time(
    town: Town,
) -> None:
    question = await sends(town, town.asha, PHOTO)
    piece = question.data["不是佐证"].split(":")[1]
    own, others = await assignment(town, "cg", "fai"), await assignment(town, "lh", "fai")

    for slot in (f"{others}:{WEEK}", f"{own}:2026-W20", f"{own}:2026-Q1"):
        data = f"e:{piece}:{slot}"
        await (await town.asha.forges(question, data)).answer()

    assert await rows(town, EvidenceItemRow) == []


async def test_files_lie_beside_the_database(town: Town) -> None:
    await sends(town, town.asha, PHOTO, "投资 13.5")

    database = Path(str(town.db.url.database))
    assert (database.parent / "evidence" / DIGESTS[0][:2] / DIGESTS[0]).is_file()


async def pieces(town: Town) -> list[Any]:
    return await rows(town, EvidenceRow)


async def looked_up(town: Town, phone: Phone) -> Any:
    await phone.says("/history 城关 固定资产投资")
    return await phone.sees("固定资产投资")


async def test_files_are_in_the_items_history_and_are_sent_to_a_leader_on_request(
    town: Town,
) -> None:
    await sends(town, town.asha, PHOTO, "投资 13.5", album="1")
    await town.asha.sends_photo(png(200, 200, extra=1), album="1")
    await town.asha.sends_document(PDF, "施工合同.doc.pdf", "投资合同")
    await town.asha.sees("佐证已收下")
    await town.quiet()

    history = await looked_up(town, town.diana)
    await town.diana.presses(history, "佐证 3 份")
    *photos, title, contract = await town.diana.waits_for(4)

    assert "佐证 3 份：施工合同.doc、照片 2 张" in history
    assert [await town.diana.download(one) for one in photos] == [PHOTO, png(200, 200, extra=1)]
    assert title.text == "城关固定资产投资 · 第10周 佐证 3 份\n阿莎 3月5日10:00"
    assert contract.raw["document"]["file_name"] == "施工合同.doc.pdf"
    assert await town.diana.download(contract) == PDF


async def test_files_are_for_those_who_may_read_the_number(town: Town) -> None:
    await sends(town, town.asha, PHOTO, "投资 13.5")
    history = await looked_up(town, town.asha)
    assert "佐证 1 份" in history.buttons
    data = history.data["佐证 1 份"]
    own = await town.answered(town.chidi, "/report")

    refused = await town.chidi.forges(own, data)
    await town.bela.says("/history 投资")
    supervisor = await town.bela.sees("固定资产投资")

    assert "权限" in (await refused.answer())["text"]
    assert "佐证 1 份" in supervisor.buttons


async def test_a_file_that_was_tampered_with_is_not_sent(town: Town) -> None:
    await sends(town, town.asha, PHOTO, "投资 13.5")
    history = await looked_up(town, town.diana)
    (path,) = (path for path in town.parts.deps.vault.folder.rglob("*") if path.is_file())
    path.write_bytes(png(200, 200, extra=9))

    await town.diana.presses(history, "佐证 1 份")
    told = await town.diana.sees("缺失或被改动")

    assert "audit files" in told
    assert not [one for one in await town.diana.bot_messages() if one.has_photo]


async def test_a_button_for_files_that_were_taken_back_is_stale(town: Town) -> None:
    receipt = await sends(town, town.asha, PHOTO, "投资现场")
    history = await looked_up(town, town.diana)
    await town.asha.presses(receipt, "不是佐证")
    await town.asha.sees("不作佐证")

    press = await town.diana.presses(history, "佐证 1 份")

    assert "过期" in (await press.answer())["text"]
