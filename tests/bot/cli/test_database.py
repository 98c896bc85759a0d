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
