"""The chat page as a person uses it: what tests click, type and read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from selenium.common.exceptions import ElementClickInterceptedException, NoSuchElementException, StaleElementReferenceException
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.bot.sandbox.browsing import show_as

PATIENCE_S = 20
GONE = (NoSuchElementException, StaleElementReferenceException, ElementClickInterceptedException)
T = TypeVar("T")


class ChatPage:
    """One tab with the page of one person."""

    def __init__(self, driver: WebDriver, url: str) -> None:
        self.driver = driver
        self.url = url

    def open(self, query: str = "", *, size: tuple[int, int] = (1280, 800), theme: str = "light") -> ChatPage:
        show_as(self.driver, size, theme)
        self.driver.get(f"{self.url}/{query}")
        self.until(lambda: self.find("#chat-title").text)
        return self

    def find(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def until(self, condition: Callable[[], T]) -> T:
        """What `condition` gives as soon as it is true; elements that go away meanwhile are looked up again."""
        waiting: WebDriverWait[WebDriver] = WebDriverWait(self.driver, PATIENCE_S, 0.05, GONE)
        return waiting.until(lambda _driver: condition())

    def write(self, text: str) -> None:
        """Type and press Enter."""
        field = self.find("#input")
        field.send_keys(text)
        field.send_keys(Keys.ENTER)

    def bubbles(self) -> list[str]:
        """The texts of all messages, oldest first."""
        script = "return [...document.querySelectorAll('.message .text')].map(e => e.innerText)"
        found: list[str] = self.driver.execute_script(script)
        return found

    def wait_bubble(self, part: str) -> WebElement:
        """The newest message that holds `part`."""

        def newest() -> WebElement | None:
            held = [m for m in self.all(".message") if part in m.text]
            return held[-1] if held else None

        found = self.until(newest)
        assert found is not None
        return found

    def press(self, label: str) -> None:
        """The newest inline button whose text holds `label`."""

        def newest() -> WebElement | None:
            held = [key for key in self.all(".message .key") if label in key.text]
            return held[-1] if held else None

        def click() -> bool:
            found = newest()
            if found is None:
                return False
            self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", found)
            found.click()
            return True

        self.until(click)

    def complaints(self) -> list[str]:
        """What the browser's console holds against the page: errors, refused resources, broken rules."""
        entries = self.driver.get_log("browser")  # type: ignore[no-untyped-call] # selenium leaves it untyped
        return [entry["message"] for entry in entries if entry["level"] in ("SEVERE", "WARNING")]

    def picture(self, path: Path) -> None:
        """Keep what is seen, at the end of the conversation."""
        script = "document.activeElement.blur(); const s = document.getElementById('scroll'); s.scrollTop = s.scrollHeight"
        self.driver.execute_script(script)
        path.parent.mkdir(parents=True, exist_ok=True)
        self.driver.save_screenshot(str(path))
