"""Portals put together by seed, which no skin is like: the truth or a refusal, and nothing pressed that may not be."""

from pathlib import Path

import pytest

from tests import portals
from tests.driving import check, settings

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
    *("choice=zero-failed", "choice=zero-told", "choice=stale-told", "choice=card-failed", "choice=scrolled-list"),
    *("choice=slides", "choice=dots-nameless", "choice=chips-masked", "choice=switch-blind", "choice=total-counted"),
    *("choice=switch-masked", "choice=switch-stuck"),
    *("choice=pages-of-cards", "choice=dots-bare", "choice=dots-called", "choice=arrows-bare"),
)


@pytest.mark.parametrize("seed", SEEDS)
def test_portal(seed: int, clean_env: dict[str, str], browser_path: str, tmp_path: Path) -> None:
    ends_right(portals.planned(seed), clean_env, browser_path, tmp_path)


@pytest.mark.parametrize("words", [*MET, *TWINS])
def test_variation(words: str, clean_env: dict[str, str], browser_path: str, tmp_path: Path) -> None:
    (plan,) = portals.plans([words])
    ends_right(plan, clean_env, browser_path, tmp_path)


def ends_right(plan: portals.Plan, clean_env: dict[str, str], browser_path: str, tmp_path: Path) -> None:
    with portals.up(plan) as site:
        env = settings(
            clean_env, tmp_path / "home", browser_path, site.url, email=portals.EMAIL, password=portals.PASSWORD
        )
        ended = check(env, tmp_path, "--timeout", "60")
    assert not portals.verdict(site, ended.told), plan
