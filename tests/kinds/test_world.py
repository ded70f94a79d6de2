"""Pages that have replaced, frozen or taken away what scripts are written with: they read as if nothing were."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from checker.browser import eye, world
from checker.failures import InternalError
from tests.driving import nightly
from tests.kinds import harness

pytestmark = pytest.mark.browser

# Each is a script in the head of a page, as old libraries, polyfills and attackers have them.
SABOTAGES = {
    "array-to-json": "Array.prototype.toJSON=function(){return '[]'}",
    "object-to-json": "Object.prototype.toJSON=function(){return 'x'}",
    "string-to-json": "String.prototype.toJSON=function(){return 'Rp 99.999.999,00'};Number.prototype.toJSON=()=>9",
    "stringify-other-numbers": (
        "{const own=JSON.stringify;JSON.stringify=function(){return String(own.apply(this,arguments))"
        ".replace(/12\\.345\\.678/g,'99.999.999')}}"
    ),
    "stringify-gone": "delete window.JSON",
    "parse": "JSON.parse=()=>({})",
    "eval": "window.eval=()=>'evil';window.Function=null",
    "timers": "window.setTimeout=window.setInterval=()=>0;window.clearTimeout=null",
    "timers-throw": "window.setTimeout=()=>{throw 1};window.requestAnimationFrame=()=>{throw 2};queueMicrotask=null",
    "promise": "window.Promise=function(){throw 1}",
    "promise-then": "Promise.prototype.then=()=>{throw 1};delete Promise.prototype.catch",
    "observer": "window.MutationObserver=function(){this.observe=()=>{};this.takeRecords=null}",
    "map-gone": "delete window.Map;delete window.WeakMap",
    "set-null": "window.Set=null;window.WeakMap=null;window.Proxy=null",
    "map-methods": "Map.prototype.get=Map.prototype.set=Map.prototype.has=()=>undefined;Map.prototype.values=null",
    "array-methods": "for(const k of ['map','filter','some','includes','push','join'])Array.prototype[k]=()=>[]",
    "array-iterator": "Array.prototype[Symbol.iterator]=function*(){yield 'evil'}",
    "string-methods": "String.prototype.replace=String.prototype.trim=String.prototype.split=()=>'99'",
    "frozen": "for(const one of [Array,Object,Map,String,Node,Element])Object.freeze(one.prototype)",
    "regexp": "RegExp.prototype.exec=()=>null;RegExp.prototype.test=()=>true",
    "text-getters": (
        "for(const [t,k] of [[Node,'textContent'],[HTMLElement,'innerText'],[HTMLInputElement,'value']])"
        "Object.defineProperty(t.prototype,k,{get(){return 'Rp 99.999.999,00'},set(){}})"
    ),
    "node-value": (
        "for(const k of ['nodeValue','childNodes','parentNode','parentElement','nodeType'])"
        "Object.defineProperty(Node.prototype,k,{get(){return null}});"
        "Object.defineProperty(CharacterData.prototype,'data',{get(){return '99.999.999'}})"
    ),
    "boxes": "Element.prototype.getBoundingClientRect=Range.prototype.getClientRects=()=>[]",
    "styles": "window.getComputedStyle=()=>({display:'none',getPropertyValue:()=>''})",
    "queries": "Document.prototype.querySelectorAll=Element.prototype.querySelectorAll=()=>[];document.open=null",
    "hits": "Document.prototype.elementFromPoint=Document.prototype.elementsFromPoint=()=>document.body",
    "visibility": "Element.prototype.checkVisibility=()=>false;Element.prototype.closest=null",
    "attributes": "Element.prototype.getAttribute=()=>'Klaim';Element.prototype.hasAttribute=()=>false",
    "events": "EventTarget.prototype.addEventListener=EventTarget.prototype.dispatchEvent=()=>{throw 1}",
    "custom-event": "window.CustomEvent=window.Event=window.MouseEvent=function(){throw 1}",
    "clock": "performance.now=()=>NaN;Date.now=()=>0;window.performance=null",
    "reflect": "delete window.Reflect;Function.prototype.call=Function.prototype.apply=Function.prototype.bind=()=>{}",
    "prototype-setters": (
        "for(const k of ['due','depth','at','own','told','value'])"
        "Object.defineProperty(Object.prototype,k,{set(){throw 1},get(){return 7}})"
    ),
    "property": "Object.defineProperty=Object.assign=Object.entries=Object.keys=()=>({})",
    "reset": "for(const k of ['Array','Object','String','Number','Map','Set','JSON'])try{window[k]=null}catch{}",
}
# What markup alone lays over the properties of a form and of the document.
CLOBBERS = [
    "<img name=createElement><img name=querySelectorAll><img name=body>",
    "<img name=documentElement><img name=title><form name=querySelector></form>",
    "<img name=readyState><img name=getAnimations><img name=elementsFromPoint><img name=createRange>",
    "<form><input name=parentElement value=1><input name=parentNode value=1><input name=children value=1></form>",
    "<form><input name=id><input name=className><input name=style><input name=title><input name=hidden></form>",
    "<form><input name=innerText><input name=textContent><input name=childNodes><input name=firstChild></form>",
    "<form><input name=elements><input name=action><input name=method><input name=submit><input name=contains></form>",
    "<form><input name=localName><input name=nodeType><input name=shadowRoot><input name=assignedSlot></form>",
]


def spread(names: list[str], seed: int) -> Iterator[tuple[str, str]]:
    """Pairs, so that each sabotage meets another one as well."""
    shuffled = random.Random(seed).sample(names, len(names))
    yield from zip(shuffled, [*shuffled[1:], shuffled[0]], strict=True)


def sabotaged(body: str, *names: str) -> str:
    return "".join(f"<script>{SABOTAGES[name]}</script>" for name in names) + body


@pytest.mark.parametrize("name", SABOTAGES)
def test_a_sabotaged_balance_page_reads_as_if_nothing_were(browser: Browser, name: str) -> None:
    ended = harness.check_bodies(browser, saldo=sabotaged(harness.SALDO, name))
    assert (ended.code, ended.total, ended.claimed) == ("ok", harness.SALDO_TOTAL, []), (ended.detail, ended.rule)


@pytest.mark.parametrize("names", [*spread([*SABOTAGES], 7)][:12], ids="+".join)
def test_every_page_sabotaged_reads_as_if_nothing_were(browser: Browser, names: tuple[str, str]) -> None:
    login, home, saldo = (sabotaged(one, *names) for one in (harness.LOGIN, harness.HOME, harness.SALDO))
    ended = harness.check_bodies(browser, login=login, home=home, saldo=saldo)
    assert (ended.code, ended.total, ended.claimed) == ("ok", harness.SALDO_TOTAL, []), (ended.detail, ended.rule)
    assert len(ended.logins) == 1


@pytest.mark.parametrize("clobber", CLOBBERS)
def test_markup_that_lies_over_properties_changes_nothing(browser: Browser, clobber: str) -> None:
    ended = harness.check_bodies(browser, home=harness.HOME + clobber, saldo=harness.SALDO + clobber)
    assert (ended.code, ended.total, ended.claimed) == ("ok", harness.SALDO_TOTAL, []), (ended.detail, ended.rule)


def test_an_action_that_a_field_lies_over_is_known(browser: Browser) -> None:
    login = harness.LOGIN.replace(
        "action=/masuk>", "action=https://elsewhere.test/masuk><input name=action type=hidden>"
    )
    ended = harness.check_bodies(browser, login=login)
    assert (ended.code, ended.logins) == ("portal-moved", []), ended.detail


def test_a_script_that_fails_ends_at_once_by_name(page: Page) -> None:
    page.set_content("<p>SIMULASI</p>")
    with pytest.raises(InternalError, match="script points_at failed: TypeError") as raised:
        world.ask(page, "points_at", None, None)
    assert raised.value.rule == "script-failed"


def test_what_was_found_is_found_again_and_nothing_in_its_place(page: Page) -> None:
    page.set_content("<p>SIMULASI</p><button>A</button><button>B</button>")
    number, count = world.keep(page.locator("button"))
    assert count == 2
    second = world.kept(page.main_frame, number, 1)
    assert second.inner_text() == "B"
    page.evaluate("document.querySelector('button').remove()")
    assert second.inner_text() == "B"
    page.evaluate("document.querySelector('button').outerHTML = '<button>C</button>'")
    assert second.count() == 0


def test_nothing_of_the_programs_is_seen_by_a_page(browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/*", lambda route: route.fulfill(content_type="text/html", body="<p>SIMULASI</p>"))
    page.goto("http://simulated.test/")
    told = "[...Object.getOwnPropertyNames(window), ...Object.getOwnPropertySymbols(window).map(String)]"
    before = page.evaluate(told)
    context.close()
    context = browser.new_context()
    eye.watch(context)
    page = context.new_page()
    page.route("**/*", lambda route: route.fulfill(content_type="text/html", body="<p>SIMULASI</p>"))
    page.goto("http://simulated.test/")
    eye.look(page)
    assert set(page.evaluate(told)) == set(before)
    context.close()


def test_no_other_module_evaluates() -> None:
    evaluates = re.compile(
        r"evaluate|wait_for_function|eval_on_selector|JSHandle|add_script_tag|expose_function|Runtime\.|Page\.addScript"
    )
    begins = re.compile(r"add_init_script|ElementHandle|element_handle|expose_binding")
    for path in sorted((Path(world.__file__).parents[1]).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if path.name != "world.py":
            assert not evaluates.search(text), path
        # Before a page begins: to count in it, to close ways out of it, to give the tab what it kept, to hear Escape.
        if path.name not in ("world.py", "guard.py", "storage.py", "teach.py"):
            assert not begins.search(text), path


@pytest.mark.parametrize(
    "script",
    [
        nightly("addEventListener('load',()=>{for(;;);})"),
        "setTimeout(()=>{for(;;);},50)",
        "(function f(){Promise.resolve().then(f)})()",
        "(function f(){queueMicrotask(f)})()",
    ],
)
def test_a_page_whose_script_never_ends_ends_by_name(browser: Browser, script: str) -> None:
    with harness.portal(f"{harness.SALDO}<script>{script}</script>") as served:
        ended = harness.check(browser, served, seconds=8)
    assert ended.code in ("page-not-recognised", "balance-uncertain", "portal-unreachable"), ended.detail
    assert ended.seconds < 25


def test_a_page_that_opens_its_document_anew_is_read(browser: Browser) -> None:
    late = "setTimeout(()=>{document.getElementById('a').textContent='Rp 12.345.678,00'},900)"
    anew = (
        "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Saldo JHT: <span id=a>Rp 10.000.000,00</span></p>"
        f"<scr'+'ipt>{late.replace(chr(39), chr(34))}</scr'+'ipt>"
    )
    body = (
        f"<script>addEventListener('load',()=>{{document.open();document.write('{anew}');document.close()}})</script>"
    )
    ended = harness.check_bodies(browser, saldo=body)
    assert (ended.code, ended.total) == ("ok", harness.SALDO_TOTAL), ended.detail


def test_a_document_that_is_empty_for_a_while_is_no_error(browser: Browser) -> None:
    later = "setTimeout(()=>{document.write(told);document.close()},700)"
    body = f"<script>const told={harness.SALDO!r};addEventListener('load',()=>{{document.open();{later}}})</script>"
    ended = harness.check_bodies(browser, saldo=body)
    assert (ended.code, ended.total) == ("ok", harness.SALDO_TOTAL), ended.detail
