"""Compiled templates, handed over: made before, or made now for who keeps them."""

from collections.abc import Mapping

from jinja2.bccache import Bucket, BytecodeCache


class Sjablonen(BytecodeCache):
    """Compiled templates by their name; Jinja compiles what is lacking or was changed."""

    def __init__(self, gemaakt: Mapping[str, bytes] | None = None) -> None:
        self.gemaakt = dict(gemaakt or {})

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives Jinja what was made, if it was."""
        if bucket.key in self.gemaakt:
            bucket.bytecode_from_string(self.gemaakt[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Takes what Jinja made."""
        self.gemaakt[bucket.key] = bucket.bytecode_to_string()
