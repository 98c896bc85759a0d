import sqlite3
from contextlib import closing

from storage.vault import Vault
from tests.bot.cli.shell import Shell


def test_init_creates_once_and_is_harmless_again(shell: Shell) -> None:
    first, second = shell.types("init"), shell.types("init")

    assert (first.code, second.code) == (0, 0)
    assert first.out.startswith("created, version ")
    assert second.out.startswith("current, version ")


def test_a_backup_brings_everything_back(office: Shell) -> None:
    file = office.folder / "backup.db"
    before = office.types("export", "--format", "json", "--period", "2026-W10").out
    assert office.types("backup", file).code == 0
    office.environ["BOT__STORAGE__URL"] = f"sqlite:///{office.folder / 'other.db'}"

    restored = office.types("restore", file)

    assert restored.code == 0
    assert office.types("export", "--format", "json", "--period", "2026-W10").out == before


def test_a_restore_over_data_needs_force(office: Shell) -> None:
    file = office.folder / "backup.db"
    office.types("backup", file)

    refused = office.types("restore", file)
    forced = office.types("restore", file, "--force")

    assert refused.code == 1
    assert "--force" in refused.err
    assert forced.code == 0


def test_a_backup_never_overwrites_a_file(office: Shell) -> None:
    file = office.folder / "roster.xlsx"
    content = file.read_bytes()

    answer = office.types("backup", file)

    assert answer.code == 1
    assert file.read_bytes() == content


def test_something_else_than_a_backup_is_refused(office: Shell) -> None:
    answer = office.types("restore", office.folder / "roster.xlsx", "--force")

    assert answer.code == 1
    assert "not a backup" in answer.err
    assert len(office.types("export", "--format", "json", "--period", "2026-W10").objects) == 1


def test_a_sound_history_verifies(office: Shell) -> None:
    assert office.types("audit", "verify").out == "the history holds\n"


def test_evidence_is_backed_up_beside_the_file_checked_and_brought_back(office: Shell) -> None:
    digest = _keep(office, b"%PDF-1.7 contract")
    file, copy = (
        office.folder / "b" / "one.db",
        office.folder / "b" / "evidence" / digest[:2] / digest,
    )

    backed_up = office.types("backup", file)
    assert backed_up.out.endswith("1 new files\n")
    assert copy.read_bytes() == b"%PDF-1.7 contract"
    assert "new files" not in office.types("backup", file.with_name("two.db")).out

    office.environ["BOT__STORAGE__URL"] = f"sqlite:///{office.folder / 'c' / 'other.db'}"
    assert office.types("restore", file).code == 0
    assert office.types("audit", "files").out == "all 1 files hold\n"

    (office.folder / "c" / "evidence" / digest[:2] / digest).write_bytes(b"%PDF-1.7 another")
    answer = office.types("audit", "files")
    assert (answer.code, answer.err) == (1, f"missing or changed: {digest}\n")


def test_a_backup_without_a_file_of_evidence_says_so(office: Shell) -> None:
    digest = _keep(office, b"%PDF-1.7 contract")
    (office.folder / "evidence" / digest[:2] / digest).unlink()

    answer = office.types("backup", office.folder / "b" / "one.db")

    assert answer.code == 0
    assert "1 files of evidence are missing" in answer.err


def _keep(office: Shell, content: bytes) -> str:
    """A file on record and in the vault beside the database."""
    digest = Vault(office.folder / "evidence").keep(content)
    with closing(sqlite3.connect(office.folder / "progress.db")) as connection, connection:
        connection.execute(
            "INSERT INTO evidence (chat_id, message_id, album, person, sent_at, form, name,"
            " file_id, state, attempts, not_before, digest, mime, size)"
            " VALUES (1, 1, '', 'p01', '2026-03-05', 'document', '', 'f', 'kept', 1,"
            " '2026-03-05', ?, 'application/pdf', 1)",
            (digest,),
        )
    return digest
