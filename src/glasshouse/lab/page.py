"""The built page of the lab, served from the package; where it is not built, a plain page that says how to."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, HTMLResponse, Response
from starlette.staticfiles import StaticFiles

FOLDER = Path(__file__).parent / "page"
"""Where the build of ``web/`` puts the page."""
INDEX = "index.html"
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


def install(app: FastAPI) -> None:
    """Serve the page at the root, and its parts beside it."""

    @app.get("/", include_in_schema=False)
    def index() -> Response:
        built = FOLDER / INDEX
        return FileResponse(built) if built.is_file() else HTMLResponse(UNBUILT)

    # A folder that is built while the lab runs is found at the next look.
    app.mount("/", StaticFiles(directory=FOLDER, check_dir=False), name="page")
