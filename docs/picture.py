"""Take the picture of README again: `python -m docs.picture` (needs Chromium on PATH)."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from docs.sample_service import sample_service

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs/images/report.png"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    """Replay the sample pages against the sample service, and photograph the HTML report."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print(f"browser not found: install one of {', '.join(BROWSERS)}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder, sample_service() as url:
        project, report = Path(folder, "sample"), Path(folder, "report.html")
        shutil.copytree(ROOT / "docs/sample", project)
        command = [sys.executable, "-m", "docreplay", "test", "docs", "--base-url", url]
        command += ["--var", "id=42", "--report", f"json={project}/run.json"]
        subprocess.run(command, cwd=project, check=False)  # noqa: S603  # our own program
        run = (project / "run.json").read_text(encoding="utf-8")
        run = run.replace(url, "https://api.example.com")
        (project / "run.json").write_text(run, encoding="utf-8")
        command = [sys.executable, "-m", "docreplay", "report", "run.json", "--exit-zero"]
        command += ["--report", f"html={report}"]
        subprocess.run(command, cwd=project, check=True)  # noqa: S603  # our own program
        photograph(browser, report.as_uri(), PICTURE)
    return 0


def photograph(browser: str, address: str, file: Path, size: tuple[int, int] = (960, 700)) -> None:
    """Write a picture of a page, in light colours, to the file. `size` is in CSS pixels."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    window = f"--window-size={size[0]},{size[1]}"
    target = [f"--screenshot={file}", window, address]
    subprocess.run([browser, *options, *target], check=True, capture_output=True)  # noqa: S603  # a browser on PATH


if __name__ == "__main__":
    sys.exit(main())
