"""A real browser for tests of the review page: headless Chromium, driven by Selenium; skips where there is none."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
)


@contextmanager
def chromium(*arguments: str) -> Iterator[Chrome]:
    """Run a browser with a profile of its own, in light colours and a window of 1200 × 900 pixels."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="needs selenium")
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if browser is None or driver is None:
        pytest.skip("needs chromium and chromedriver (Debian: chromium, chromium-driver)")
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = browser
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        for argument in (*ARGUMENTS, "--window-size=1200,900", f"--user-data-dir={profile}", *arguments):
            options.add_argument(argument)
        chrome = webdriver.Chrome(options=options, service=Service(driver))
        chrome.set_script_timeout(60)
        try:
            yield chrome
        finally:
            chrome.quit()


def complaints(chrome: Chrome) -> list[str]:
    """What the browser has complained of since this was last asked: errors of scripts, what the policy has blocked."""
    return [entry["message"] for entry in chrome.get_log("browser")]  # type: ignore[no-untyped-call]
