"""The built page of the lab, served from the package; where it is not built, a plain page that says how to."""

import mimetypes
import os
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, HTMLResponse, Response
from starlette.datastructures import Headers
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).parent / "page"
"""Where the build of ``web/`` puts the page."""
INDEX = "index.html"
ASSETS = "/assets/"
"""Files here are named by what is in them, so a browser that has one need not ask again."""
KEPT = {"Cache-Control": "private, max-age=31536000, immutable"}
PACKED = ".gz"
"""The build puts a packed copy beside whatever gets smaller by it."""
UNBUILT = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Glasshouse lab: the page is not built</title></head>
<body>
<main>
<h1>The page of the lab is not built yet</h1>
<p>The lab runs, and its routes under <code>/api</code> answer. Build the page once, then load this one again:</p>
<pre>cd web
npm ci
npm run build</pre>
</main>
</body>
</html>
"""


class Parts(StaticFiles):
    """The files of the page, packed for whoever can unpack them."""

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """Answer with a file, or with its packed copy; a part of a file is a part of the file itself."""
        headers, packed = Headers(scope=scope), Path(os.fspath(full_path) + PACKED)
        encodings = [each.partition(";")[0].strip() for each in headers.get("accept-encoding", "").split(",")]
        if "gzip" in encodings and "range" not in headers and packed.is_file():
            kind = mimetypes.guess_type(full_path)[0]
            response: Response = FileResponse(packed, status_code, {"Content-Encoding": "gzip"}, kind)
        else:
            response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Vary"] = "Accept-Encoding"
        if scope["path"].startswith(ASSETS):
            response.headers.update(KEPT)
        return response


def install(app: FastAPI) -> None:
    """Serve the page at the root, and its parts beside it."""

    @app.get("/", include_in_schema=False)
    def index() -> Response:
        built = FOLDER / INDEX
        return FileResponse(built) if built.is_file() else HTMLResponse(UNBUILT)

    # A folder that is built while the lab runs is found at the next look.
    app.mount("/", Parts(directory=FOLDER, check_dir=False), name="page")
