"""Clicks through the pages of `truecopy serve` in headless Chromium, with and without JavaScript, as a reader would.

`scripts/test-pages` sets up what it needs and runs it. Screenshots of every page stay in `.build-pages/shots`.
"""

import base64
import json
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse

import axe_core_python
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHOTS = ROOT / ".build-pages" / "shots"
AXE = (pathlib.Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TRUECOPY = sys.argv.pop(1) if len(sys.argv) > 1 and not sys.argv[1].startswith("-") else "truecopy"

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import pile  # noqa: E402


class Study:
    """A study of the pile, and a server over it."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        path = pathlib.Path(self.folder.name)
        with open(path / "pile.jsonl", "w", encoding="utf-8") as file:
            for record in pile.records(paragraph=2_000_000):
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
        store = str(path / "town.study")
        subprocess.run([TRUECOPY, "run", str(path / "pile.jsonl"), "--store", store, "-q"], check=True)
        self.server = subprocess.Popen(
            [TRUECOPY, "serve", "--store", store, "--port", "0"], stderr=subprocess.PIPE, text=True)
        said = self.server.stderr.readline()
        self.address = said.split(" at ")[1].split(" ")[0].rstrip("/")

    def end(self):
        self.server.kill()
        self.server.wait()
        self.folder.cleanup()


def browser(scripts=True, dark=False, width=1200):
    options = webdriver.ChromeOptions()
    for word in ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={width},1000"]:
        options.add_argument(word)
    if not scripts:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
    if dark:
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]})
    return driver


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        SHOTS.mkdir(parents=True, exist_ok=True)
        cls.study = Study()

    @classmethod
    def tearDownClass(cls):
        cls.study.end()

    def open(self, driver, path):
        driver.get(self.study.address + path)

    def shoot(self, driver, name):
        driver.save_screenshot(str(SHOTS / f"{name}.png"))

    def heading(self, driver):
        return driver.find_element(By.TAG_NAME, "h1").text

    def follow(self, driver, text):
        """Follows the first link that says so, as a reader would: it must be seen."""
        link = next(link for link in driver.find_elements(By.PARTIAL_LINK_TEXT, text) if link.is_displayed())
        link.click()

    def checked(self, driver):
        """Nothing of a text ran, nothing was asked from elsewhere, the browser has no complaint."""
        driver.set_script_timeout(5)
        faults = [entry for entry in driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")
                  and "favicon" not in entry["message"] and "404 (Not Found)" not in entry["message"]]
        self.assertEqual(faults, [])
        for entry in driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                address = message["params"]["request"]["url"]
                self.assertTrue(address.startswith(self.study.address) or address.startswith("data:"), address)

    def arrived(self, driver, heading):
        """Waits for the page a form leads to."""
        WebDriverWait(driver, 20, ignored_exceptions=[Exception]).until(lambda _: heading in self.heading(driver))

    def journey(self, driver, name):
        self.open(driver, "/")
        self.assertIn("reports stand in", self.heading(driver))
        self.shoot(driver, f"{name}-overview")
        self.follow(driver, "Reports")
        self.assertIn("in more than one copy", self.heading(driver))
        self.shoot(driver, f"{name}-reports")
        self.follow(driver, "the meaning")
        self.assertIn("of those asked for", self.heading(driver))
        self.follow(driver, "Mayor was never shown")
        self.assertIn("Mayor was never shown", self.heading(driver))
        self.assertTrue(driver.find_element(By.CSS_SELECTOR, "svg.timeline").is_displayed())
        self.assertGreater(len(driver.find_elements(By.CSS_SELECTOR, "svg.bar")), 3)
        self.shoot(driver, f"{name}-report")
        cluster = driver.current_url
        self.follow(driver, "link to this")
        self.assertIn("Difference", self.heading(driver))
        self.assertIn("It changes the meaning.", driver.find_element(By.TAG_NAME, "main").text)
        self.shoot(driver, f"{name}-difference")
        self.follow(driver, "side by side")
        self.assertIn("Does it matter?", self.heading(driver))
        self.shoot(driver, f"{name}-side-by-side")
        driver.get(cluster)
        Select(driver.find_element(By.NAME, "copy")).select_by_value("0")
        driver.find_element(By.CSS_SELECTOR, "form.choose button").click()
        self.arrived(driver, "Does it matter?")
        self.shoot(driver, f"{name}-all-side-by-side")
        driver.get(cluster)
        self.follow(driver, "The text restored")
        self.assertIn("What did it say?", self.heading(driver))
        self.shoot(driver, f"{name}-restored")
        driver.get(cluster)
        self.follow(driver, "Who copied whom")
        self.assertIn("Which was made from which?", self.heading(driver))
        self.shoot(driver, f"{name}-descent")
        self.follow(driver, "Who said what")
        self.assertIn("Who said what", self.heading(driver))
        self.shoot(driver, f"{name}-statements")
        self.follow(driver, "What copies tell differently")
        self.assertIn("Told differently", self.heading(driver))
        self.follow(driver, "Changes of meaning")
        self.assertIn("changes of meaning", self.heading(driver))
        self.shoot(driver, f"{name}-changes")
        box = driver.find_element(By.CSS_SELECTOR, "nav.site input[type=search]")
        box.send_keys("bridge mayor" + Keys.ENTER)
        self.arrived(driver, "Search the texts")
        self.assertGreater(len(driver.find_elements(By.TAG_NAME, "mark")), 0)
        self.shoot(driver, f"{name}-search")
        self.follow(driver, "Compare two texts")
        driver.find_element(By.NAME, "base").send_keys("The council paid 4,200 crowns for the bell.")
        driver.find_element(By.NAME, "copy").send_keys("The council paid 42,000 crowns for the bell.")
        driver.find_element(By.CSS_SELECTOR, "form.compare button").click()
        self.arrived(driver, "Yes: 1 difference changes the meaning")
        self.shoot(driver, f"{name}-compared")
        self.open(driver, "/about")
        self.assertIn("About this study", self.heading(driver))
        self.open(driver, "/nowhere")
        self.assertIn("Not found", self.heading(driver))
        self.checked(driver)

    def test_the_journey_with_scripts(self):
        driver = browser()
        try:
            self.journey(driver, "light")
        finally:
            driver.quit()

    def test_the_journey_without_scripts(self):
        driver = browser(scripts=False)
        try:
            self.journey(driver, "plain")
        finally:
            driver.quit()

    def addresses(self, driver):
        """One address of every sort, those of hostile texts among them."""
        self.open(driver, "/clusters")
        links = [link.get_attribute("href") for link in driver.find_elements(By.CSS_SELECTOR, ".list th a")]
        clusters = [urllib.parse.urlparse(link).path for link in links][:3]
        paths = ["/", "/clusters", "/changes", "/statements", "/statements/told-differently", "/search?q=bridge",
                 "/compare", "/about", "/nowhere", "/articles/1", "/articles/14?whole=yes", "/articles/3/differences"]
        for cluster in clusters:
            paths += [cluster, cluster + "/side-by-side", cluster + "/restored", cluster + "/descent"]
        return paths

    def test_hostile_texts_do_nothing(self):
        driver = browser()
        try:
            for path in self.addresses(driver) + [f"/articles/{number}?whole=yes" for number in range(12, 22)]:
                self.open(driver, path)
                self.assertFalse(driver.execute_script("return Boolean(window.harmed)"), path)
                self.assertNotIn("{{", driver.title)
            self.checked(driver)
        finally:
            driver.quit()

    def test_pages_are_accessible_and_fit_narrow_screens(self):
        for dark in (False, True):
            driver = browser(dark=dark, width=400 if dark else 1200)
            try:
                for path in self.addresses(driver):
                    self.open(driver, path)
                    driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
                    driver.execute_script(AXE)
                    found = driver.execute_async_script(
                        "const done = arguments[arguments.length - 1];"
                        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}).then(r => done(r.violations.map("
                        "v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | '))))")
                    self.assertEqual(found, [], f"{path} dark={dark}")
                    if dark:
                        wide = driver.execute_script("return document.documentElement.scrollWidth - innerWidth")
                        self.assertLessEqual(wide, 0, f"{path} scrolls sideways by {wide}")
                name = "dark-narrow"
                if dark:
                    self.open(driver, "/")
                    self.shoot(driver, f"{name}-overview")
            finally:
                driver.quit()

    def test_keys_and_dropped_files(self):
        driver = browser()
        try:
            self.open(driver, "/clusters")
            body = driver.find_element(By.TAG_NAME, "body")
            body.send_keys("/")
            self.assertEqual(driver.switch_to.active_element.get_attribute("name"), "q")
            driver.switch_to.active_element.send_keys(Keys.ESCAPE)
            driver.execute_script("document.activeElement.blur()")
            body.send_keys("j")
            self.assertTrue(driver.switch_to.active_element.get_attribute("href"))
            self.open(driver, "/")
            driver.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
            self.assertEqual(driver.switch_to.active_element.text, "Skip to the page")
            self.open(driver, "/compare")
            driver.execute_script(
                "const data = new DataTransfer(); data.items.add(new File(['A dropped text.'], 'a.txt'));"
                "document.querySelector('textarea').dispatchEvent(new DragEvent('drop', {dataTransfer: data, cancelable: true}));")
            for _ in range(50):
                if driver.find_element(By.NAME, "base").get_attribute("value"):
                    break
                time.sleep(0.05)
            self.assertEqual(driver.find_element(By.NAME, "base").get_attribute("value"), "A dropped text.")
            self.open(driver, "/")
            printed = driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": False})
            (SHOTS / "print-overview.pdf").write_bytes(base64.b64decode(printed["data"]))
        finally:
            driver.quit()


if __name__ == "__main__":
    unittest.main(verbosity=2)
