"""What every table of config.toml is made of."""

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Points = Annotated[Decimal, Field(strict=False, ge=0, le=100)]
Ratio = Annotated[Decimal, Field(strict=False, ge=1, le=100)]
Port = Annotated[int, Field(ge=0, le=65535)]


class Section(BaseModel):
    """One table of the file: unknown keys and loose types are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)
