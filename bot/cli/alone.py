"""What the commands that work on files need: the settings and an analyser. No database is opened, nor its libraries loaded, so
they start at once and stay small; the catalogue is the shipped one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from jobs.analysis.analyser import Analyser
from jobs.analysis.catalogue import Catalogue, shipped_catalogue
from jobs.analysis.lexicon import ensure_lexicon
from storage.config import Config, load, read_env_file
from storage.errors import ConfigError


def configuration(overrides: Mapping[str, str] | None = None) -> Config:
    """The settings of this process: `.env` of the working directory, then the environment, then `overrides`."""
    return load({**read_env_file(Path(".env")), **os.environ, **(overrides or {})})


def prepare_data_dir(path: Path) -> None:
    """Makes the folder.

    Raises:
        ConfigError: it cannot be made or written to.
    """
    remedy = "Set DATA_DIR to a folder you may write to"
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"DATA_DIR {path} cannot be made ({error.strerror})", remedy) from error
    if not os.access(path, os.W_OK):
        raise ConfigError(f"DATA_DIR {path} cannot be written to", remedy)


def make_analyser(data_dir: Path, catalogue: Catalogue | None = None) -> Analyser:
    """The analyser with a catalogue, the shipped one without; the lexicon is compiled into `data_dir` at first use."""
    prepare_data_dir(data_dir)
    return Analyser(ensure_lexicon(data_dir), catalogue or shipped_catalogue())
