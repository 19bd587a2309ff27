"""The document of the lab's routes: ``python -m glasshouse.lab.openapi > web/openapi.json``."""

import json

from glasshouse.lab.server import application
from glasshouse.lab.settings import Settings


def document() -> str:
    """Return the OpenAPI document as it is kept beside the page's source."""
    return json.dumps(application(Settings()).openapi(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    print(document(), end="")
