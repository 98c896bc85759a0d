"""The tables of config.toml, key by key, each with its default and range."""
