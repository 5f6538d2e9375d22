"""A real Chromium for the page's tests, and a thread in which the servers that it visits run."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Coroutine, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager, suppress
from typing import Any, Generic, TypeVar

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.chrome.webdriver import WebDriver

T = TypeVar("T")
R = TypeVar("R")
PHONE, DESKTOP = (390, 844), (1280, 800)


def missing_browser() -> str:
    """What is missing to drive a browser here; empty where nothing is."""
    if not (shutil.which("chromium") or shutil.which("google-chrome")):
        return "no chromium on this machine (Debian: apt-get install chromium chromium-driver)"
    return "" if shutil.which("chromedriver") else "no chromedriver on this machine (Debian: apt-get install chromium-driver)"


@contextmanager
def browser() -> Iterator[WebDriver]:
    """A headless Chromium with a profile of its own."""
    options = Options()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        yield driver
    finally:
        driver.quit()


def show_as(driver: WebDriver, size: tuple[int, int], theme: str) -> None:
    """The viewport's width and height in CSS pixels, and the system's colour scheme."""
    width, height = size
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 720}
    )
    features = [{"name": "prefers-color-scheme", "value": theme}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


class Background(Generic[T]):
    """An asynchronous context that lives in a thread of its own while a synchronous test drives a browser."""

    def __init__(self, context: AbstractAsyncContextManager[T]) -> None:
        self._context = context
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="servers", daemon=True)

    def __enter__(self) -> T:
        self._thread.start()
        try:
            return self.run(self._context.__aenter__())
        except BaseException:
            self._end()
            raise

    def __exit__(self, *_: object) -> None:
        try:
            self.run(self._context.__aexit__(None, None, None))
        finally:
            self._end()

    def run(self, coroutine: Coroutine[Any, Any, R]) -> R:
        """Run something in the thread's loop and wait for it."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(timeout=60)

    def _end(self) -> None:
        with suppress(TimeoutError):
            self.run(_settle())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()


async def _settle() -> None:
    """Ends what a failed test left running, so that its own failure is all that is told."""
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
