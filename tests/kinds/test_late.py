"""Amounts that change late, by what the browser knows to be under way: the later, or a refusal, never the earlier."""

from decimal import Decimal

import pytest
from playwright.sync_api import Browser

from tests.kinds import harness
from tests.rawsite import Page

pytestmark = pytest.mark.browser

EARLY = "<h1>Saldo JHT</h1><p>Nomor KPJ: 12345678901</p><p>Saldo JHT: <span id=a>Rp 10.000.000</span></p>"
TELL = "document.getElementById('a').textContent='Rp 12.345.678'"
WORKER = "setTimeout(()=>postMessage('x'),2600)"
LATE = {
    "worker": f"<script>new Worker('/kerja.js').onmessage=()=>{{{TELL}}}</script>",
    "worker-of-a-blob": (
        f'<script>const b=new Blob(["{WORKER}"]);'
        f'new Worker(URL.createObjectURL(b)).addEventListener("message",()=>{{{TELL}}})</script>'
    ),
    "shared-worker": f"<script>const w=new SharedWorker('/bersama.js');w.port.onmessage=()=>{{{TELL}}}</script>",
    "event-source": f"<script>new EventSource('/aliran').onmessage=()=>{{{TELL}}}</script>",
    "event-source-named": f"<script>new EventSource('/bernama').addEventListener('saldo',()=>{{{TELL}}})</script>",
    "image": f'<img src=/lambat.png onload="{TELL}" onerror="{TELL}">',
    "image-of-a-script": f"<script>const i=new Image();i.onload=i.onerror=()=>{{{TELL}}};i.src='/lambat.png'</script>",
    "image-put-in": (
        f"<script>addEventListener('load',()=>{{const i=document.createElement('img');i.onerror=()=>{{{TELL}}};"
        "i.setAttribute('src','/lambat.png');document.body.append(i)})</script>"
    ),
    "refresh": "<meta http-equiv=refresh content='3;url=/baru'>",
    "refresh-of-a-script": (
        "<script>document.head.insertAdjacentHTML('beforeend',"
        "'<meta http-equiv=Refresh content=\"3; /baru\">')</script>"
    ),
    "task": f"<script>scheduler.postTask(()=>{{{TELL}}},{{delay:2800}})</script>",
    "timer": f"<script>setTimeout(()=>{{{TELL}}},3000)</script>",
    "interval": f"<script>const i=setInterval(()=>{{{TELL};clearInterval(i)}},3000)</script>",
    "refresh-at-once": "<meta http-equiv=refresh content='0;url=/baru'>",
    "request": f"<script>fetch('/lambat.png').then(()=>{{{TELL}}})</script>",
    "frames": f"<script>let n=0;(function f(){{if(++n>130){TELL};requestAnimationFrame(f)}})()</script>",
}
MORE = {
    "/lambat.png": Page("x", after=2.8),
    "/baru": Page(harness.whole(EARLY.replace("10.000.000", "12.345.678"))),
    "/aliran": Page("data: x\n\n", after=2.8, kind="text/event-stream"),
    "/bernama": Page("event: saldo\ndata: x\n\n", after=2.8, kind="text/event-stream"),
    "/kerja.js": Page(WORKER, kind="text/javascript"),
    "/bersama.js": Page("onconnect=e=>setTimeout(()=>e.ports[0].postMessage('x'),2600)", kind="text/javascript"),
}


@pytest.mark.parametrize("name", LATE)
def test_a_late_amount_is_waited_for(browser: Browser, name: str) -> None:
    with harness.portal(EARLY + LATE[name], more=MORE) as served:
        ended = harness.check(browser, served)
    assert ended.total in (None, Decimal(12345678)), ended
    assert ended.code == "ok", (ended.code, ended.detail)


def test_a_refresh_that_only_the_answer_tells_of_is_waited_for(browser: Browser) -> None:
    early = Page(harness.whole(EARLY), headers=(("Refresh", "2; url=/baru"),))
    with harness.portal(more={**MORE, "/saldo": early}) as served:
        ended = harness.check(browser, served)
    assert (ended.code, ended.total) == ("ok", Decimal(12345678)), ended.detail


STILL = {
    "worker": "<script>new Worker('/kerja.js')</script>",
    "image": "<img src=/lambat.png>",
    "image-elsewhere": "<script>new Image().src='http://127.0.0.2:9/x.png'</script>",
    "event-source": "<script>new EventSource('/aliran')</script>",
    "refresh-in-an-hour": "<meta http-equiv=refresh content=3600>",
    "frames": "<script>(function f(){requestAnimationFrame(f)})()</script>",
    "refresh-of-itself": "<meta http-equiv=refresh content=3>",
}


@pytest.mark.parametrize("name", STILL)
def test_what_brings_no_other_amount_is_read(browser: Browser, name: str) -> None:
    with harness.portal(harness.SALDO + STILL[name], more=MORE) as served:
        ended = harness.check(browser, served)
    assert (ended.code, ended.total) == ("ok", harness.SALDO_TOTAL), ended.detail
    assert ended.seconds < 28
