"""People on the roster and what their roles let them do."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is in the campaign; one person may hold several."""

    CADRE = "cadre"  # 责任人: owes numbers
    DEPUTY = "deputy"  # AB角: may answer for the cadre
    SUPERVISOR = "supervisor"  # 分管领导: sees the subtree of the own unit
    LEADER = "leader"  # 领导: sees all, writes nothing
    ASSESSOR = "assessor"  # 考核组: judges and returns
    ADMIN = "admin"  # 管理员: sets up


class Language(StrEnum):
    """Languages of the texts."""

    ZH = "zh"
    EN = "en"


SEES_ALL = frozenset({Role.LEADER, Role.ASSESSOR, Role.ADMIN})
OVERSEERS = frozenset({Role.LEADER, Role.ASSESSOR, Role.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the roster.

    `telegram_id` is None until the invite was used. `reachable` is False after a
    permanent send error (blocked, deactivated) or /stop, True again on the next sign of life.
    """

    code: str
    name: str
    post: str
    unit: str
    roles: frozenset[Role]
    language: Language = Language.ZH
    telegram_id: int | None = None
    reachable: bool = True

    @property
    def is_within_reach(self) -> bool:
        """Whether a message of ours gets there."""
        return self.telegram_id is not None and self.reachable

    @property
    def writes(self) -> bool:
        """Cadres and deputies give numbers; leaders never do."""
        return bool(self.roles & {Role.CADRE, Role.DEPUTY})

    @property
    def sees_all(self) -> bool:
        """Leaders, assessors and admins see every unit."""
        return bool(self.roles & SEES_ALL)

    @property
    def oversees(self) -> bool:
        """Leaders, assessors and supervisors look at other people's numbers, and return them."""
        return bool(self.roles & OVERSEERS)

    @property
    def is_admin(self) -> bool:
        """Admins set up: roster, groups, invites, pushes."""
        return Role.ADMIN in self.roles

    @property
    def is_assessor(self) -> bool:
        """Assessors judge: they decide about corrections after the lock."""
        return Role.ASSESSOR in self.roles
