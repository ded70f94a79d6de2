"""A picture of a drawing of our own, taken by the browser that the program has anyway. No portal is visited."""

from checker.browser import launch as browser
from checker.browser.finding import Found
from checker.failures import BrowserFailed


def png(drawing: str, width: int, height: int, dark: bool, found: Found) -> bytes:
    """`drawing`, an SVG of `width` by `height` pixels, as PNG of twice that size. Raises BrowserFailed."""
    with browser.launch(found, headed=False) as running:
        from playwright.sync_api import Error

        try:
            page = running.new_page(
                viewport={"width": width, "height": height},
                device_scale_factor=2,
                color_scheme="dark" if dark else "light",
                java_script_enabled=False,
                offline=True,
            )
            page.set_content(f'<!DOCTYPE html><body style="margin:0">{drawing}')
            return page.screenshot(clip={"x": 0, "y": 0, "width": width, "height": height})
        except Error:
            raise BrowserFailed("the browser did not draw the picture") from None
