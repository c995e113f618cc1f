"""Clicks through the pages of `truecopy serve` in headless Chromium, with and without JavaScript, as a reader would.

`scripts/test-pages` sets up what it needs and runs it. Screenshots of every page stay in `.build-pages/shots`.
"""

import base64
import pathlib
import unittest
import urllib.error
import urllib.parse
import urllib.request

import axe_playwright_python
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

import pile
from studies import SHOTS, Browser, Studies

AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def setUpModule():
    global studies
    studies = Studies()


def tearDownModule():
    studies.end()


class PageCase(unittest.TestCase):
    scripts = True

    def setUp(self):
        self.study = studies.town
        self.driver = Browser(self.scripts)
        self.addCleanup(self.driver.quit)

    def open(self, path):
        self.driver.get(self.study.address + path)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def heading(self):
        return self.one("h1").text

    def focused(self):
        return self.driver.switch_to.active_element

    def press(self, *keys):
        self.one("body").send_keys(*keys)

    def follow(self, text, within="body"):
        """Follows the first link that says so, as a reader would: it must be seen."""
        links = self.one(within).find_elements(By.PARTIAL_LINK_TEXT, text)
        shown = [link for link in links if link.is_displayed()]
        self.assertTrue(shown, f"no link `{text}` on {self.driver.current_url}")
        shown[0].click()

    def arrived(self, heading):
        """Waits for the page a link or form leads to."""
        WebDriverWait(self.driver, 60, ignored_exceptions=[Exception]).until(lambda _: heading in self.heading(), f"no `{heading}`")

    def assert_harmless(self):
        """Nothing of a text ran, nothing was asked from elsewhere, the browser has no complaint."""
        self.assertEqual(self.driver.complaints(), [])
        asked = self.driver.asked()
        self.assertTrue(asked)
        for address in asked:
            self.assertTrue(address.startswith(self.study.address + "/"), address)

    def report(self):
        """The address of the town's report."""
        self.open("/clusters")
        self.follow("Mayor was never shown", "main")
        self.arrived("Mayor was never shown")
        return urllib.parse.urlparse(self.driver.current_url).path

    def addresses(self):
        """One of every sort of page, and those of every report; of two that are like another its own alone."""
        self.open("/statements")
        statement = urllib.parse.urlparse(self.one(".said > p > a:last-child").get_attribute("href")).path
        self.open("/clusters")
        reports = [urllib.parse.urlparse(link.get_attribute("href")).path for link in self.all(".list th a")]
        self.assertEqual(len(reports), 5)
        paths = ["/", "/clusters", "/clusters?order=meaning", "/changes", "/statements", "/statements/told-differently", "/search",
                 "/search?q=bridge", "/search?q=nobodywrotethis", "/compare", "/about", "/nowhere", "/articles/1", "/articles/83",
                 "/articles/8/statements", statement, "/articles/3/differences?at-least=none", "/articles/8/differences/1"]
        return paths + reports + [report + page for report in reports[:3] for page in ["/side-by-side", "/restored", "/descent"]]


class Journey(PageCase):
    """From the pile to one word of one copy, and to two texts of one's own."""

    name = "with-scripts"

    def shoot(self, name):
        self.driver.shoot(f"{self.name}-{name}")

    def test_a_reader_finds_a_change_and_what_the_report_said(self):
        self.open("/")
        self.assertEqual(self.heading(), "5 reports stand in 79 copies.")
        self.assertIn("83 texts", self.one(".lead").text)
        self.shoot("overview")

        self.follow("Reports", "nav")
        self.arrived("5 reports in more than one copy")
        self.shoot("reports")
        self.one("aside details:nth-of-type(3) summary").click()
        self.follow("Evening Ferry", "aside")
        self.arrived("1 reports in more than one copy, of those asked for")
        self.assertEqual([link.text for link in self.all("aside .chosen a")], ["Evening Ferry"])
        self.follow("Show all reports")
        self.arrived("5 reports")
        self.follow("Mayor was never shown", "main")

        self.arrived("Mayor was never shown warning on Kestrel Bridge")
        report = self.driver.current_url
        told = self.one("main").text
        for words in ["9 copies from 9 outlets, 2024-08-15 to 2024-09-02", "When the copies came out", "Evening Ferry", "kept as well"]:
            self.assertIn(words, told)
        self.assertTrue(self.one("svg.timeline").is_displayed())
        self.assertEqual(len(self.all("svg.timeline a")), 9)
        self.assertEqual(len(self.all(".list tbody tr")), 9)
        # An exact copy parts from the kept text nowhere, and has no bar.
        self.assertEqual(len([bar for bar in self.all(".list svg.bar") if bar.is_displayed()]), 7)
        self.shoot("report")

        change = next(item for item in self.all("#changes li") if "left out" in item.text)
        change.find_element(By.LINK_TEXT, "link to this").click()
        self.arrived("Difference ")
        self.assertIn("It changes the meaning.", self.one("main").text)
        base, copy = self.all("#changes .pair p")
        self.assertIn("340-tonne", base.text)
        self.assertNotIn("340-tonne", copy.text)
        self.assertEqual(self.one("#changes .pair p b.m").text, "340-tonne")
        self.shoot("difference")
        self.follow("Next")
        self.assertIn("64-year-old", self.one("#changes .pair p b.m").text)
        self.driver.back()
        self.follow("side by side", "#changes")

        self.arrived("Does it matter? Yes: 20 differences change the meaning")
        target = self.one(":target")
        self.assertIn("340-tonne", target.text + self.one("#texts").text)
        self.assertTrue(target.is_displayed())
        # Stepping needs the script, and is not offered without it.
        self.assertEqual(self.one("#steps").is_displayed(), self.scripts)
        self.shoot("side-by-side")

        self.driver.get(report)
        copies = Select(self.one("select[name=copy]"))
        copies.select_by_visible_text(next(choice.text for choice in copies.options if choice.text.startswith("Evening Ferry")))
        self.one("form.choose button").click()
        self.arrived("Does it matter? Yes: 10 differences change the meaning")
        self.assertIn("42m", self.one("#changes").text)
        self.driver.get(report)
        self.one("form.choose button").click()
        self.arrived("Does it matter?")
        self.assertEqual(len(self.all(".witnesses tbody tr")), 9)
        self.shoot("all-side-by-side")

        self.driver.get(report)
        self.follow("The text restored")
        self.arrived("What did it say?")
        self.shoot("restored")
        mark = next(mark for mark in self.all(".flow a.s, .flow a.m") if mark.text.strip())
        mark.click()
        card = self.one("#decisions li:target")
        self.assertTrue(card.is_displayed())
        self.assertGreater(len(card.find_elements(By.CSS_SELECTOR, ".readings dd")), 1)
        self.shoot("restored-readings")

        self.driver.get(report)
        self.follow("Who copied whom")
        self.arrived("Which was made from which?")
        drawn = self.one(".drawing svg").text
        for name in ["copy-edited.txt", "copy-scan.txt", "report.txt"]:
            self.assertIn(name, drawn)
        self.assertIn("was made from", self.one(".edges").text)
        self.shoot("descent")

        self.follow("Who said what", "nav")
        self.arrived("Who said what")
        self.assertIn("Ines Calder", self.one("main").text)
        self.shoot("statements")
        self.follow("What copies tell differently")
        self.arrived("Told differently")
        self.shoot("told-differently")
        self.follow("Changes of meaning", "nav")
        self.arrived("changes of meaning")
        self.assertEqual(len(self.all("#changes li")), 40)
        self.shoot("changes")
        self.follow("Next")
        self.assertIn("From the beginning", self.one("main").text)

        self.one("nav.site input[type=search]").send_keys("rope-access inspectors" + Keys.ENTER)
        self.arrived("Search the texts")
        self.assertGreater(len(self.all(".hits li")), 5)
        self.assertIn("inspectors", [mark.text for mark in self.all(".hits mark")])
        self.shoot("search")
        self.follow("MAYOR NEVER SAW", "main")
        self.arrived("MAYOR NEVER SAW BRIDGE WARNING")
        self.assertIn("One of 9 copies", self.one("main").text)
        self.assertIn("The may0r of Port Ellery", self.one(".flow").text)
        self.shoot("article")

        self.follow("Compare two texts", "nav")
        self.arrived("Compare two texts")
        self.shoot("compare")
        self.one("[name=base]").send_keys("The council paid 4,200 crowns for the bell.")
        self.one("[name=copy]").send_keys("The council paid 42,000 crowns for the bell.")
        self.one("form.compare button").click()
        self.arrived("Yes: 1 difference changes the meaning")
        self.assertIn("42,000", self.one("#changes").text)
        self.shoot("compared")

        self.follow("About", "nav")
        self.arrived("About this study")
        self.assertIn("How to read it", self.one("main").text)
        self.shoot("about")
        self.open("/nowhere")
        self.arrived("Not found")
        self.shoot("not-found")
        self.follow("Overview", "main")
        self.arrived("5 reports stand in 79 copies.")
        self.assert_harmless()


class PlainJourney(Journey):
    """The same where the browser runs no script."""

    scripts = False
    name = "without-scripts"


class Looks(PageCase):
    """What holds of every page, however it is looked at."""

    def violations(self):
        self.driver.execute_script(AXE)
        return self.driver.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            "axe.run({runOnly: arguments[0]}).then(r => done(r.violations.map("
            "v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join(' | '))))", RULES)

    def test_all_can_use_it_in_light_and_dark_and_nothing_is_wider_than_a_telephone(self):
        self.driver.set_script_timeout(120)
        for path in self.addresses():
            name = path.strip("/").replace("/", "-").replace("?", "-").replace("=", "-") or "overview"
            with self.subTest(path):
                self.driver.look()
                self.open(path)
                self.assertEqual(self.violations(), [])
                self.driver.look(width=400, dark=True)
                self.assertEqual(self.violations(), [])
                self.driver.shoot(f"dark-narrow-{name}")
                for width in [400, 320]:
                    self.driver.look(width=width)
                    wide = self.driver.execute_script("return document.documentElement.scrollWidth - innerWidth")
                    self.assertLessEqual(wide, 0, f"{width} pixels are not enough, {wide} more are needed")

    def test_it_prints(self):
        for path in ["/", self.report(), self.report() + "/side-by-side?copy=8", self.report() + "/restored", "/changes", "/articles/1"]:
            with self.subTest(path):
                self.driver.look(media="print", dark=True, width=800)
                self.open(path)
                shown = self.driver.execute_script(
                    "return [...document.querySelectorAll('nav.site, .skiplink, button, a.go, #steps')].filter(e => e.checkVisibility()).length")
                self.assertEqual(shown, 0)
                ground, ink = self.driver.execute_script(
                    "return [getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.querySelector('h1')).color]")
                self.assertEqual((ground, ink), ("rgb(255, 255, 255)", "rgb(0, 0, 0)"))
                printed = base64.b64decode(self.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": False})["data"])
                self.assertTrue(printed.startswith(b"%PDF"))
                (SHOTS / f"print{path.replace('/', '-').replace('?', '-')}.pdf").write_bytes(printed)

    def test_nothing_moves_for_those_who_ask_for_stillness(self):
        self.driver.look(still=True)
        for path in ["/", "/clusters", self.report(), self.report() + "/side-by-side?copy=8", "/compare"]:
            self.open(path)
            moving = self.driver.execute_script(
                "return [...document.querySelectorAll('*')].filter(e => { const style = getComputedStyle(e);"
                " return style.animationName !== 'none' || style.transitionDuration !== '0s' || style.scrollBehavior !== 'auto'; }).length")
            self.assertEqual(moving, 0, path)


class Harm(PageCase):
    """Texts, names and addresses that would take over the page if they could."""

    def test_nothing_of_a_text_runs(self):
        paths = self.addresses() + [f"/articles/{number}{page}" for number in range(12, 22) for page in ["", "/statements"]]
        for path in paths:
            with self.subTest(path):
                self.open(path)
                self.assertFalse(self.driver.execute_script("return Boolean(window.harmed)"))
                self.assertEqual(self.all("img, iframe, object, embed, [onload], [onerror], [onmouseover], [href^='javascript:' i], [href^='data:' i]"), [])
                self.assertNotIn("\u202e", self.driver.title)
        self.assert_harmless()

    def test_hostile_words_are_read_as_they_stand(self):
        self.open("/articles/16")
        self.assertEqual(self.one("dl.record").text.count(pile.SCRIPT), 2)  # its id, and in its other fields
        text = self.one(".flow").text
        for words in [pile.SCRIPT, pile.IMAGE, pile.STYLE, pile.TEMPLATE]:
            self.assertIn(words, text)

    def test_a_paragraph_of_ten_megabytes_is_a_page(self):
        self.open("/articles/82")
        self.assertIn("9,999,999 characters", self.one("dl.record").text)
        self.assertLess(len(self.one(".flow").text), 100_000)
        self.follow("Show the whole text")
        self.assertEqual(self.driver.execute_script("return document.querySelector('.flow').textContent.length"), 9_999_999)

    def test_what_is_sent_to_be_compared_does_nothing(self):
        self.open("/compare")
        self.driver.execute_script("document.querySelector('[name=base]').value = arguments[0]; document.querySelector('[name=copy]').value = arguments[1]",
                                   pile.hostile_text(0), pile.hostile_text(1))
        self.one("form.compare button").click()
        self.arrived("Does it matter?")
        self.assertIn(pile.SCRIPT, self.one("#texts").text)
        self.assertFalse(self.driver.execute_script("return Boolean(window.harmed)"))
        self.assert_harmless()

    def test_every_link_leads_somewhere(self):
        links = {}
        for path in self.addresses() + [f"/articles/{number}" for number in range(12, 22)]:
            self.open(path)
            found = self.driver.execute_script(
                "const own = a => a.origin === location.origin && a.pathname + a.search === location.pathname + location.search;"
                "const all = [...document.links].map(a => ({href: a.href, missing: own(a) && a.hash.length > 1 && !document.getElementById(a.hash.slice(1))}));"
                "return [all.filter(a => a.missing).map(a => a.href), [...new Set(all.map(a => a.href.split('#')[0]))]]")
            self.assertEqual(found[0], [], path)
            links.update((link, path) for link in found[1])
        self.assertGreater(len(links), 150)
        for link, path in links.items():
            if not link.startswith(self.study.address):
                host = urllib.parse.urlparse(link).hostname
                self.assertTrue(link.startswith("http") and host and host.rsplit(".", 1)[-1] in ("example", "org"), f"{path}: {link}")
                continue
            try:
                with urllib.request.urlopen(link) as answer:
                    self.assertEqual(answer.status, 200)
                    answer.read()
            except urllib.error.HTTPError as error:
                told = error.read().decode()
                # Not there is told: a report of which one copy has the whole has no tree.
                self.assertTrue("only one copy of this report" in told or path == "/nowhere", f"{path}: {link}: {error.code}")


class Keyboard(PageCase):
    """Without a mouse."""

    def assert_seen(self):
        """Where one is can be seen."""
        style = self.driver.execute_script("const s = getComputedStyle(document.activeElement); return [s.outlineStyle, parseFloat(s.outlineWidth)]")
        self.assertTrue(style[0] != "none" and style[1] >= 2, self.focused().get_attribute("outerHTML")[:200])

    def test_tab_goes_past_the_navigation_and_is_seen(self):
        for path in ["/", self.report(), self.report() + "/side-by-side?copy=8", self.report() + "/restored", "/compare"]:
            with self.subTest(path):
                self.open("/about")
                self.open(path)
                self.press(Keys.TAB)
                self.assertEqual(self.focused().text, "Skip to the page")
                self.assertGreaterEqual(self.focused().rect["x"], 0)
                told = []
                for _ in range(8):
                    self.press(Keys.TAB)
                    self.assert_seen()
                    told.append(self.focused().text)
                self.assertEqual(told[1:3], ["Reports", "Changes of meaning"])
                self.open("/about")
                self.open(path)
                self.press(Keys.TAB)
                self.focused().send_keys(Keys.ENTER)
                self.press(Keys.TAB)
                self.assertFalse(self.driver.execute_script("return Boolean(document.activeElement.closest('nav.site, .trail'))"))

    def test_keys_lead_to_the_search_and_through_lists(self):
        self.open("/clusters")
        rows = [link.get_attribute("href") for link in self.all(".list th a")]
        self.press("/")
        self.assertEqual(self.focused().get_attribute("name"), "q")
        self.focused().send_keys("jk/")
        self.assertEqual(self.focused().get_attribute("value"), "jk/")
        self.driver.execute_script("document.activeElement.blur()")
        seen = []
        for key in "jjk":
            self.press(key)
            self.assert_seen()
            seen.append(self.focused().get_attribute("href"))
        self.assertEqual(seen, [rows[0], rows[1], rows[0]])

    def test_keys_step_through_differences_and_leave_the_search_alone(self):
        self.open(self.report() + "/side-by-side?copy=8")
        self.press("j")
        first = self.one("#texts .here").text
        self.assertTrue(self.one("#card").is_displayed())
        self.press("j")
        self.assertNotEqual(self.one("#texts .here").text, first)
        self.press("k")
        self.assertEqual(self.one("#texts .here").text, first)
        self.press(Keys.ESCAPE)
        self.assertFalse(self.one("#card").is_displayed())
        self.press("/")
        self.assertEqual(self.focused().get_attribute("name"), "q")
        self.focused().send_keys("jknp?")
        self.assertEqual(self.focused().get_attribute("value"), "jknp?")

    def test_a_file_dropped_on_a_box_is_read_into_it(self):
        self.open("/compare")
        self.assertTrue(self.one(".dropnote").is_displayed())
        self.driver.execute_script(
            "const data = new DataTransfer(); data.items.add(new File(['A dropped “text”.'], 'a.txt'));"
            "document.querySelector('[name=copy]').dispatchEvent(new DragEvent('drop', {dataTransfer: data, cancelable: true}));")
        box = self.one("[name=copy]")
        WebDriverWait(self.driver, 10).until(lambda _: box.get_attribute("value") == "A dropped “text”.")
        self.assertEqual(self.one("[name=base]").get_attribute("value"), "")


class OtherStudies(PageCase):
    """Where there is little or nothing to show, that is told."""

    def assert_told(self, study, told):
        self.study = study
        for path, words in told.items():
            with self.subTest(path):
                self.open(path)
                self.assertIn(words, self.one("main").text)
                self.driver.execute_script(AXE)
                self.driver.shoot(f"{words.split()[0].lower()}-{path.strip('/').replace('/', '-') or 'overview'}")
        self.assert_harmless()

    def test_texts_without_copies(self):
        self.assert_told(studies.single, {
            "/": "No two of these texts are copies.", "/clusters": "No two texts of this study are copies of one report.",
            "/changes": "There is none in this study.", "/statements/told-differently": "No copy tells a statement differently.",
            "/articles/1": "It has no copies in this study."})

    def test_nothing_at_all(self):
        self.assert_told(studies.empty, {"/": "This study holds no texts yet", "/clusters": "No two texts", "/search?q=bridge": "No text holds"})

    def test_a_run_that_has_not_ended(self):
        self.study = studies.stopped
        report = self.report()
        self.assert_told(studies.stopped, {
            "/": "has not ended", report: "has not been compared yet", report + "/restored": "has not been compared yet",
            report + "/side-by-side": "What changed", "/about": "not ended"})


if __name__ == "__main__":
    unittest.main(verbosity=2)
