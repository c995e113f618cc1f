"""Studies to look at, and browsers to look with."""

import base64
import json
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

from selenium import webdriver

import pile

TRUECOPY = sys.argv.pop(1) if len(sys.argv) > 1 and not sys.argv[1].startswith("-") else "truecopy"
SHOTS = pathlib.Path(__file__).resolve().parents[2] / ".build-pages" / "shots"


class Study:
    """A study, and a server over it at `address`."""

    def __init__(self, store):
        self.server = subprocess.Popen([TRUECOPY, "serve", "--store", str(store), "--port", "0"], stderr=subprocess.PIPE, text=True)
        said = self.server.stderr.readline()
        found = re.search(r" at (http://\S+?)/ ", said)
        assert found, said
        self.address = found[1]

    def end(self):
        self.server.kill()
        self.server.wait()
        self.server.stderr.close()


class Studies:
    """Of the town's pile; of the same while a run goes on; of texts that are no copies; of nothing."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.town = self.study("town", pile.records())
        stopped = self.path("stopped.study")
        shutil.copy(self.path("town.study"), stopped)
        with sqlite3.connect(stopped) as file:
            # As a run leaves it that was ended before it compared the texts.
            file.execute("UPDATE runs SET ended = NULL")
            file.execute("UPDATE clusters SET is_settled = 0, none = NULL, style = NULL, meaning = NULL")
            file.execute("UPDATE members SET agreement = NULL, none = NULL, style = NULL, meaning = NULL")
            for table in ["differences", "decisions", "restorations"]:
                file.execute(f"DELETE FROM {table}")
        file.close()
        self.stopped = Study(stopped)
        self.single = self.study("single", [{"id": "one", "text": pile.notice(1)}, {"id": "two", "text": pile.hostile_text(2)}])
        self.empty = self.study("empty", [])

    def path(self, name):
        return pathlib.Path(self.folder.name) / name

    def study(self, name, records):
        with open(self.path(f"{name}.jsonl"), "w", encoding="utf-8") as file:
            file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        store = self.path(f"{name}.study")
        subprocess.run([TRUECOPY, "run", str(self.path(f"{name}.jsonl")), "--store", str(store), "-q"], check=True, stderr=subprocess.PIPE)
        return Study(store)

    def end(self):
        for study in [self.town, self.stopped, self.single, self.empty]:
            study.end()
        self.folder.cleanup()


class Browser(webdriver.Chrome):
    """Chromium without a window, which notes what it asks for and complains of."""

    def __init__(self, scripts=True):
        options = webdriver.ChromeOptions()
        for word in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"]:
            options.add_argument(word)
        if not scripts:
            options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        super().__init__(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
        self.set_page_load_timeout(120)
        self.look()

    def look(self, width=1200, dark=False, still=False, media=""):
        """Sets the width of the window, the reader's wishes, and what it is drawn for."""
        self.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False})
        self.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce" if still else "no-preference"}]})

    def shoot(self, name):
        """Keeps the page as it is seen, whole but for very long ones."""
        width, height = self.execute_script("const page = document.documentElement; return [page.clientWidth, page.scrollHeight]")
        shot = self.execute_cdp_cmd("Page.captureScreenshot", {
            "captureBeyondViewport": True, "clip": {"x": 0, "y": 0, "width": width, "height": min(height, 3000), "scale": 1}})
        SHOTS.mkdir(parents=True, exist_ok=True)
        (SHOTS / f"{name}.png").write_bytes(base64.b64decode(shot["data"]))

    def asked(self):
        """The addresses it asked for since it was last looked at."""
        messages = [json.loads(entry["message"])["message"] for entry in self.get_log("performance")]
        return [message["params"]["request"]["url"] for message in messages if message["method"] == "Network.requestWillBeSent"]

    def complaints(self):
        """Errors and warnings of the console; that a page asked for is not there is none."""
        return [entry["message"] for entry in self.get_log("browser")
                if entry["level"] in ("SEVERE", "WARNING") and "404 (Not Found)" not in entry["message"]]
