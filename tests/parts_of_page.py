"""A small page of parts of the review page alone: its scripts and styles under a policy as strict as the page's own."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from pathlib import Path

SCRIPTS = (
    "dom.js",
    "chart_parts.js",
    "charts.js",
    "series_words.js",
    "series_lines.js",
    "series_rows.js",
    "series.js",
)
STYLES = ("colours.css", "charts.css", "series.css")
SHELL = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Parts</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '{script_hash}';
 style-src '{style_hash}'; img-src data:; base-uri 'none'; form-action 'none'">
<style>{style}</style></head>
<body><main id="host"></main><script>{script}</script></body></html>
"""
OWN_STYLE = "body { margin: 1rem; background: var(--page); color: var(--text); font: 16px/1.4 sans-serif; }\n"


def part(kind: str, name: str) -> str:
    """Return a file of `review/script` or `review/style`."""
    return (files("thbextract") / "review" / kind / name).read_text(encoding="utf-8")


def write_page(path: Path) -> Path:
    """Write a page whose functions a test can call as `parts.drawCharts` and so on."""
    made = "parts = { element, svg, axisSteps, labelledYears, drawCharts, drawSeries }"
    script = f'"use strict";(() => {{\n{"".join(part("script", name) for name in SCRIPTS)}\nwindow.{made};\n}})();'
    style = OWN_STYLE + "".join(part("style", name) for name in STYLES)
    hashes = {"script_hash": _hash(script), "style_hash": _hash(style)}
    path.write_text(SHELL.format(script=script, style=style, **hashes), encoding="utf-8", newline="")
    return path


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
