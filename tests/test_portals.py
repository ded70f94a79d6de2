"""Portals put together by seed, which no skin is like: the truth or a refusal, and nothing pressed that may not be."""

from collections.abc import Iterable
from itertools import zip_longest

import pytest
from playwright.sync_api import Browser

from tests import portals, whole
from tests.driving import nightly

pytestmark = pytest.mark.browser

SEEDS = range(16)
# One thing each that a person gets past, and that the program was once stopped by.
MET = (
    *("login=arrow-script", "login=dialog", "login=dialog-open"),
    *("notice=swal2", "notice=bare-svg", "notice=svg-listener", "notice=image-cross", "notice=backdrop"),
    *("notice=understood,menu=two-level", "notice=backdrop,menu=tiles-icon"),
    *("notice=icon-cross,early=yes,ending=said-hours", "ending=otp-over", "ending=otp-secret", "ending=otp-phone"),
    *("menu=tiles", "menu=tiles-box", "menu=tiles-icon", "menu=tiles-button", "menu=tiles-hand", "menu=tiles-rows"),
    *("menu=offcanvas", "menu=toggler-main", "menu=toggler-bare", "menu=pushmenu", "menu=slide", "menu=slide-right"),
    *("menu=offcanvas-cross", "menu=drops-down"),
    *("menu=icons-tip", "menu=icons-hover", "menu=drawer", "menu=quasar", "menu=ligature", "menu=jsf"),
    *("menu=toggler-deep", "menu=kepesertaan", "menu=layanan-deep", "menu=informasi-program", "menu=saldo-hub"),
    *("choice=combobox", "choice=dropdown", "choice=vue-select", "choice=vuetify", "choice=antd", "choice=jsf"),
    *("choice=hand-cards", "choice=hand-inline", "choice=preselected", "choice=preselected-hand"),
    *("choice=employers-tabs", "choice=employers-select", "choice=employers-open"),
    *("choice=employers-alone", "choice=employers-unlike", "choice=employers-rows", "choice=segments-tabs"),
    *("choice=numbered-select", "choice=masked-select", "choice=pages-of-contributions", "choice=pages-ended"),
    *("menu=tiles-small", "menu=tiles-rounded", "menu=tab-bar", "menu=english", "menu=digital"),
    *("menu=numbered", "menu=tree", "menu=submenu", "choice=programme-tabs", "choice=programme-select"),
    *("choice=programme-tiles", "choice=preformatted", "choice=eye-ligature", "choice=eye-unseen"),
    *("choice=history-of-work", "choice=eye-and-copy", "choice=icons-beside"),
    *("choice=countup-field", "choice=countup-shadow"),
    *(
        "notice=curtain-cross",
        "menu=lines",
        "menu=lines-image",
        "menu=lines-alt",
        "menu=sheet",
        "menu=folds",
        "menu=chooser",
    ),
    *("choice=programmes", "choice=programmes-rows", "menu=iframe,choice=radio", "menu=fetch,choice=divs"),
    *(
        "choice=zero-answered",
        "choice=scrolled",
        "choice=faded-in",
        "choice=introduced",
        "choice=slides-open",
        "choice=slides-copied",
        "choice=slides-of-news",
        "choice=dots-of-banner",
    ),
    *("choice=tabs-strange", "choice=tabs-sections", "choice=chips-pressed", "choice=chips-empty"),
    "choice=chips-uneven",
    *("choice=switch", "choice=switch-one", "choice=total-each", "choice=dialog-each", "choice=listbox-over"),
)
# What looks like these and is not: nothing may be pressed, or the number is no balance of the JHT's.
TWINS = (
    *(
        "menu=tiles-flat-before",
        "menu=tiles-empty",
        "menu=tiles-shared",
        "menu=tiles-neighbour",
        "menu=tiles-grid-hand",
    ),
    *("menu=tiles-claim", "menu=tiles-two", "menu=tiles-claim-link", "notice=bare-svg,menu=fixed-head"),
    *("choice=hand-copy", "choice=programmes-blurred"),
    *("choice=employers-bare", "choice=employers-stale", "choice=employers-complaint"),
    *("choice=employers-hand", "choice=employers-claim", "choice=state-form", "choice=programme-stuck"),
    *("choice=programme-claim", "choice=consent"),
    *("notice=curtain-cross-consent", "menu=lines-away", "menu=lines-send", "menu=lines-window", "menu=lines-claim"),
    *(
        "choice=zero-failed",
        "choice=zero-told",
        "choice=stale-told",
        "choice=card-failed",
        "choice=scrolled-list",
        "choice=faded-in-and-out",
    ),
    *("choice=slides", "choice=dots-nameless", "choice=chips-masked", "choice=switch-blind", "choice=total-counted"),
    *("choice=switch-masked", "choice=switch-stuck"),
    *("choice=pages-of-cards", "choice=dots-bare", "choice=dots-called", "choice=arrows-bare"),
)


def together(words: Iterable[str]) -> list[str]:
    """Portals that have each of these things in them, one of each axis at a time; what says several stands alone."""
    axes: dict[str, list[str]] = {}
    for word in words:
        axes.setdefault("" if "," in word else word.partition("=")[0], []).append(word)
    alone = [*axes.pop("", []), *axes.pop("ending", [])]
    return alone + [",".join(filter(None, one)) for one in zip_longest(*axes.values())]


@pytest.mark.parametrize("seed", [one if one < 4 else nightly(one) for one in SEEDS])
def test_portal(seed: int, browser: Browser) -> None:
    ends_right(portals.planned(seed), browser)


@pytest.mark.parametrize("words", together(MET))
def test_what_was_met_together(words: str, browser: Browser) -> None:
    (plan,) = portals.plans([words])
    ends_right(plan, browser)


@pytest.mark.nightly
@pytest.mark.parametrize("words", MET)
def test_what_was_met(words: str, browser: Browser) -> None:
    (plan,) = portals.plans([words])
    ends_right(plan, browser)


@pytest.mark.parametrize("words", [one if at % 2 == 0 else nightly(one) for at, one in enumerate(TWINS)])
def test_a_twin(words: str, browser: Browser) -> None:
    (plan,) = portals.plans([words])
    ends_right(plan, browser)


def ends_right(plan: portals.Plan, browser: Browser) -> None:
    with portals.up(plan) as site:
        ended = whole.check(browser, site.url, email=portals.EMAIL, password=portals.PASSWORD)
    assert not portals.verdict(site, ended.told), plan
