"""Files on disk: whole, once, under their own digest, and for nobody else."""

import hashlib
from pathlib import Path

import pytest

from storage.engines import async_url
from storage.vault import Missing, Vault, vault_of

CONTENT = b"%PDF-1.7 a contract"
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "data" / "evidence")


def files(vault: Vault) -> list[Path]:
    return [path for path in vault.folder.rglob("*") if path.is_file()]


def test_a_file_is_kept_under_the_digest_of_its_content_for_us_alone(vault: Vault) -> None:
    digest = vault.keep(CONTENT)

    assert digest == DIGEST
    assert vault.read(digest) == CONTENT
    (path,) = files(vault)
    assert path.relative_to(vault.folder).parts == (DIGEST[:2], DIGEST)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [f.stat().st_mode & 0o777 for f in (path.parent, vault.folder)] == [0o700, 0o700]


def test_the_same_file_sent_twice_is_kept_once(vault: Vault) -> None:
    vault.keep(CONTENT)
    before = files(vault)[0].stat().st_ino

    vault.keep(CONTENT)

    assert [path.stat().st_ino for path in files(vault)] == [before]
    assert list(vault.digests()) == [DIGEST]


def test_a_file_that_was_changed_is_not_given_out_and_is_healed_when_it_comes_again(
    vault: Vault,
) -> None:
    vault.keep(CONTENT)
    files(vault)[0].write_bytes(b"%PDF-1.7 another contract")

    with pytest.raises(Missing):
        vault.read(DIGEST)
    assert not vault.holds(DIGEST)

    vault.keep(CONTENT)
    assert vault.read(DIGEST) == CONTENT


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", DIGEST.upper(), DIGEST + "/x"])
def test_nothing_but_a_digest_is_ever_a_path(vault: Vault, digest: str) -> None:
    with pytest.raises(ValueError, match="digest"):
        vault.read(digest)


def test_a_file_that_is_not_there_is_missing(vault: Vault) -> None:
    with pytest.raises(Missing):
        vault.read(DIGEST)
    assert list(vault.digests()) == []


@pytest.mark.parametrize(
    ("url", "folder", "found"),
    [
        ("sqlite+aiosqlite:///data/progress.db", "", "data/evidence"),
        ("sqlite:////srv/bot/p.db", "", "/srv/bot/evidence"),
        ("sqlite:////srv/bot/p.db", "/mnt/files", "/mnt/files"),
        ("postgresql://user@host/name", "", "data/evidence"),
    ],
)
def test_files_lie_beside_the_database_unless_a_folder_is_named(
    url: str, folder: str, found: str
) -> None:
    assert vault_of(async_url(url), folder).folder == Path(found)
