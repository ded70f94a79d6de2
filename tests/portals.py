# Pages are written as long lines.
# ruff: noqa: E501
"""Portals that no skin is like: each is put together by a seed from variations, with the known truth of its outcome.

`python -m tests.portals 0-40` runs the real command on seeds; `axis=variant` words run one variation each, `all` every one.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

EMAIL, PASSWORD = "siti.rahma@contoh.id", "R4hasia-kuat!"
CARDS = (("12345678901", "PT Maju Mundur", "10.250.300,00", "10250300.00"),)
TWO = (*CARDS, ("22345678902", "CV Sinar Pagi", "4.100.050,50", "4100050.50"))

_P = "<input type=password name=password id=pw>"
_GO = "<button type=submit>Masuk</button>"


def _form(inside: str, extra: str = "") -> str:
    return f"<form method=post action=/masuk {extra}>{inside}</form>"


def _user(label: str) -> str:
    return _form(
        f"<p><label for=u>{label}</label><input id=u name=u></p><p><label for=pw>Kata Sandi</label>{_P}</p>{_GO}"
    )


_PLAIN = _user("Alamat Email")
_MODAL = (
    "<div id=m style='display:none;position:fixed;inset:60px 200px;background:#fff;border:1px solid'>{0}</div>"
    "<script>function op(){{document.getElementById('m').style.display='block'}}</script>"
)

LOGIN: dict[str, str] = {
    "plain": _PLAIN,
    "username": _user("Username"),
    "surel": _user("Alamat Surel"),
    "user": _user("User"),
    "email-or-phone": _user("Email / No. Handphone"),
    "email-or-nik": _user("NIK atau Email"),
    "floating": _form(
        "<style>.f{position:relative;margin:20px}.f label{position:absolute;left:4px;top:2px;color:#777;"
        "pointer-events:none}.f input:focus+label{top:-14px}</style>"
        f"<div class=f><input name=u id=a><label for=a>Email</label></div><div class=f>{_P}<label for=pw>Password</label></div>{_GO}"
    ),
    "cells": _form(
        f"<table><tr><td>Email</td><td><input name=u></td></tr><tr><td>Kata Sandi</td><td>{_P}</td></tr></table>"
        "<input type=submit value=Masuk>"
    ),
    "aria": _form(
        "<input name=x1 aria-label='Alamat email'><input type=password name=password aria-label='Kata sandi'>" + _GO
    ),
    "title": _form("<input name=x1 title='Email'><input type=password name=password title='Kata sandi'>" + _GO),
    "remember": _form(
        f"<p><label>Email <input name=u></label></p><p><label>Kata sandi {_P}</label></p>"
        "<label><input type=checkbox name=r> Ingat saya</label><input type=submit value=Masuk>"
    ),
    "eye": _form(
        f"<p><label for=u>Email</label><input id=u name=u></p><p><label for=pw>Kata Sandi</label>{_P}"
        "<button type=button aria-label='Tampilkan kata sandi' onclick=\"pw.type='text'\"><i class=eye>o</i></button></p>"
        f"{_GO}"
    ),
    "icon": _form(
        f"<input name=u placeholder=Email>{_P.replace('id=pw', 'placeholder=Kata-sandi')}"
        "<button><svg width=12 height=12><rect width=10 height=10 /></svg> <span>Masuk</span></button>"
    ),
    "icon-only": _form(
        f"<input name=u placeholder=Email>{_P}<button style='width:40px;height:30px'>"
        "<svg width=12 height=12><rect width=10 height=10 /></svg></button>"
    ),
    "nav-login": "<nav><a href=/>Beranda</a> <a href=/masuk>Login</a></nav>" + _PLAIN.replace(">Masuk<", ">Login<"),
    "nav-login-button": "<nav><button type=button onclick=\"location='/masuk'\">Login</button></nav>"
    + _PLAIN.replace(">Masuk<", ">Login<"),
    "tabs": "<div><button type=button>Masuk</button><button type=button onclick=\"location='/daftar'\">Daftar</button></div>"
    + _PLAIN,
    "register": _PLAIN
    + "<h2>Daftar</h2><form method=post action=/daftar><label>Email <input type=email name=e></label>"
    "<label>Nama <input name=n></label><button>Daftar</button></form>",
    "register-password": _PLAIN + "<h2>Pendaftaran</h2><form method=post action=/daftar>"
    "<label>Email <input type=email name=e></label><label>Kata Sandi <input type=password name=p></label>"
    "<label>Ulangi Kata Sandi <input type=password name=p2></label><button>Daftar</button></form>",
    "forgot": _PLAIN + "<form method=post action=/lupa><label>Email <input name=e></label>"
    "<button>Kirim tautan</button></form>",
    "newsletter": _PLAIN + "<footer><form method=post action=/buletin><input type=email placeholder='Email Anda'>"
    "<button>Berlangganan</button></form></footer>",
    "newsletter-first": "<form method=post action=/buletin><input type=email placeholder='Email Anda'>"
    "<button>Langganan</button></form>" + _form(f"<input name=u placeholder=Username>{_P}{_GO}"),
    "search": "<form action=/cari><input type=search placeholder='Cari layanan'><button>Cari</button></form>" + _PLAIN,
    "search-text": "<form action=/cari><input type=text name=q placeholder='Cari'><button>Cari</button></form>"
    + _form(f"<div>Akun Anda</div><input name=u>{_P}{_GO}"),
    "language": "<select><option>Bahasa Indonesia</option><option>English</option></select>" + _PLAIN,
    "modal": "<button onclick=op()>Masuk</button>" + _MODAL.format(_PLAIN),
    "modal-link": "<p>Selamat datang</p><a href=# onclick='op();return false'>Masuk</a>" + _MODAL.format(_PLAIN),
    "landing": "<h1>Portal</h1><a href=/masuk>Masuk</a> <a href=/daftar>Daftar</a>",
    "landing-words": "<h1>Portal</h1><a href=/masuk>Masuk ke Akun Anda</a> <a href=/daftar>Buat Akun</a>",
    "landing-roles": "<h1>Layanan</h1><a href=/admin>Login Perusahaan</a> <a href=/masuk>Login Tenaga Kerja</a>",
    "autofilled": _PLAIN.replace("name=u>", "name=u value='lama@contoh.id' autofocus>"),
    "saved-name": _PLAIN.replace("name=u>", "name=u value='siti.rahma@contoh.id' readonly>"),
    "fetch": _PLAIN.replace("<form ", "<form id=f ")
    + "<script>f.onsubmit=e=>{e.preventDefault();fetch('/masuk',{method:'POST',headers:{'x-json':'1'},"
    "body:new URLSearchParams(new FormData(f))}).then(r=>r.json()).then(d=>{if(d.ok)location='/beranda'})}</script>",
    "no-form": "<div><div>E-mail</div><input id=e1></div><div><div>Password</div><input type=password id=p1></div>"
    "<div class=btn style='cursor:pointer;padding:4px' onclick=\"fetch('/masuk',{method:'POST',headers:{'x-json':'1'},"
    "body:new URLSearchParams({u:e1.value,password:p1.value})}).then(r=>r.json()).then(d=>{if(d.ok)location='/beranda'})\">MASUK</div>",
    "arrow": _form(
        "<input type=email name=u placeholder=Email><input type=password name=password placeholder='Kata Sandi'>"
        "<button type=submit class=btn-go><svg width=20 height=20><path d='M0 10h16M10 4l6 6-6 6' stroke='#000'/></svg></button>"
    ),
    "arrow-script": "<div><input id=e1 placeholder=Email><input type=password id=p1 placeholder='Kata Sandi'>"
    "<button type=button onclick=\"fetch('/masuk',{method:'POST',headers:{'x-json':'1'},body:new URLSearchParams("
    "{u:e1.value,password:p1.value})}).then(r=>r.json()).then(d=>{if(d.ok)location='/beranda'})\">&rarr;</button></div>",
    "image-button": _form(
        f"<input name=u placeholder=Email>{_P}<input type=image alt='' width=40 height=20 src=data:,>"
    ),
    "dialog": "<button onclick=d1.showModal()>Masuk</button><dialog id=d1><button onclick=d1.close()>×</button>"
    + _PLAIN
    + "</dialog>",
    "dialog-open": "<dialog id=d1><form method=dialog><button aria-label=Tutup>×</button></form>"
    + _PLAIN
    + "</dialog><script>d1.showModal()</script>",
    "antd": _form(
        "<div class=ant-form-item><div><label for=basic_u title=Email>Email</label></div><div><span class=ant-input-affix-wrapper>"
        "<input id=basic_u name=u></span></div></div><div><label for=basic_p title=Password>Password</label><span>"
        "<input id=basic_p type=password name=password><span class=anticon role=img aria-label=eye-invisible tabindex=-1>"
        "<svg width=10 height=10></svg></span></span></div><button type=submit class=ant-btn><span>Log in</span></button>"
    ),
    "jsf": _form(
        "<table><tr><td><label for='f:u'>Username :</label></td><td><input id='f:u' name=u></td></tr><tr><td><label for='f:p'>"
        "Password :</label></td><td><input type=password id='f:p' name=password></td></tr></table>"
        "<button type=submit class=ui-button><span class=ui-button-text>Sign In</span></button>"
    ),
    "wording": _form(
        "<label for=a>Masukkan Email Anda</label><input id=a name=u><label for=b>Masukkan Kata Sandi Anda</label>"
        "<input type=password id=b name=password><button>Masuk ke Portal</button>"
    ),
    "kpj-or-email": _user("Email atau Nomor KPJ"),
    "remember-dialog": _PLAIN + "<a href=/lupa>Lupa kata sandi?</a> <a href=/daftar>Buat Akun Baru</a>",
    "masuk-sekarang": _PLAIN.replace(">Masuk<", ">Masuk Sekarang<"),
    "upper": _PLAIN.replace(">Masuk<", ">LOGIN &raquo;<"),
}

_FIXED = "position:fixed;z-index:99;background:#fff;border:1px solid #000;padding:20px;"
_HIDE = "onclick=\"document.getElementById('n').remove()\""


def _over(inside: str, style: str = "inset:80px 200px", attributes: str = "") -> str:
    return f"<div id=n style='{_FIXED}{style}' {attributes}>{inside}</div>"


_CURTAIN = "<div id=c style='position:fixed;inset:0;background:#0008;z-index:98'></div>"
_HIDE2 = 'onclick="n.remove();c.remove()"'

# A notice that stands on a curtain which holds it, with a cross that says nothing.
_ON_CURTAIN = (
    "<div id=_n style='position:fixed;inset:0;background:#0008'><div style='position:relative;background:#fff;width:400px;"
    "height:200px;margin:100px auto'><div style='position:absolute;right:12px;top:12px;cursor:pointer' onclick=\"_n.remove()\">"
    "<svg width=20 height=20 stroke=#000><path d='M6 18L18 6M6 6l12 12'/></svg></div>{0}</div></div>"
)

NOTICE: dict[str, str] = {
    "none": "",
    "cross": _over(f"<span style='cursor:pointer' {_HIDE}>×</span><h3>Pengumuman</h3><p>Layanan baru hadir.</p>"),
    "svg-cross": _over(
        f"<button class=modal-close {_HIDE}><svg width=14 height=14><path d='M0 0L14 14M14 0L0 14' stroke='#000'/></svg>"
        "</button><h3>Pengumuman</h3><p>Kantor tutup pada hari libur.</p>",
        attributes="role=dialog aria-modal=true",
    ),
    "icon-cross": _CURTAIN
    + _over(
        f"<i class='fa fa-times' style='display:inline-block;width:14px;height:14px;cursor:pointer' {_HIDE2}></i><p>Promo akhir tahun</p>"
    ),
    "css-cross": _CURTAIN
    + _over(
        f"<button class='btn-close' data-bs-dismiss=modal style='width:20px;height:20px' {_HIDE2}></button><p>Info untuk Anda</p>",
        attributes="class=modal",
    ),
    "swal2": _CURTAIN
    + _over(
        f"<button type=button class=swal2-close aria-label='Close this dialog' style='display:flex' {_HIDE2}>×</button>"
        "<h2 class=swal2-title>Pengumuman</h2><div>Kantor cabang tutup pada hari libur.</div>"
        "<button type=button class='swal2-confirm' style='display:none'>OK</button>",
        attributes="class='swal2-popup swal2-modal' role=dialog aria-modal=true",
    ),
    "bare-svg": _CURTAIN
    + _over(
        f"<button {_HIDE2}><svg width=14 height=14><path d='M0 0L14 14M14 0L0 14' stroke='#000'/></svg></button>"
        "<h3>Pengumuman</h3><p>Ada tampilan baru.</p>"
    ),
    "svg-listener": _CURTAIN
    + _over(
        "<div id=x style='cursor:pointer;width:16px'><svg width=14 height=14><path d='M0 0L14 14M14 0L0 14' stroke='#000'/></svg></div>"
        "<h3>Pengumuman</h3><p>Ada tampilan baru.</p><script>x.addEventListener('click',()=>{n.remove();c.remove()})</script>"
    ),
    "image-cross": _CURTAIN
    + _over(f"<img src=/gambar/close.png width=20 height=20 style='cursor:pointer' {_HIDE2}><p>Promo akhir tahun</p>"),
    "escape": _CURTAIN
    + _over(
        "<h3>Pengumuman</h3><p>Tekan Esc untuk menutup.</p>"
        "<script>addEventListener('keydown',e=>{if(e.key=='Escape'){n.remove();c.remove()}})</script>"
    ),
    "backdrop": "<div id=c style='position:fixed;inset:0;background:#0008;z-index:98'></div>"
    + _over(
        "<h3>Pengumuman</h3><p>Ada layanan baru.</p><script>c.addEventListener('click',()=>{n.remove();c.remove()})</script>"
    ),
    "dialog": "<dialog id=n><form method=dialog><button aria-label=Tutup><svg width=10 height=10></svg></button></form>"
    "<p>Info untuk Anda</p></dialog><script>n.showModal()</script>",
    "absolute": _CURTAIN
    + f"<div id=n style='position:absolute;left:100px;top:50px;width:800px;height:500px;background:#fff;z-index:99'><p>Info terkini</p><a href=# {_HIDE2}>Tutup</a></div>",
    "cookies": _over(
        f"<p>Kami memakai cookie.</p><button onclick=\"location='/setuju'\">Setuju semua</button>"
        f"<button {_HIDE}>Hanya yang diperlukan</button>",
        "left:0;right:0;bottom:0;height:500px",
    ),
    "tour": _CURTAIN
    + _over(f"<p>Selamat datang di tampilan baru! 1/5</p><button>Lanjut</button><a {_HIDE2} href=#>Lewati tur</a>"),
    "again": _CURTAIN
    + _over(
        f"<p>Waspada penipuan.</p><label><input type=checkbox>Jangan tampilkan lagi</label><button {_HIDE2}>Tutup</button>"
    ),
    "again-button": _CURTAIN + _over(f"<p>Waspada penipuan.</p><button {_HIDE2}>Jangan tampilkan lagi</button>"),
    "incomplete": _CURTAIN
    + _over(
        f"<p>Profil Anda belum lengkap. Lengkapi sekarang?</p><button onclick=\"location='/ubah'\">Lengkapi Profil</button><button {_HIDE2}>Nanti saja</button>"
    ),
    "understood": _CURTAIN
    + _over(f"<p>Sesi Anda akan berakhir dalam 10 menit tanpa kegiatan.</p><button {_HIDE2}>Saya Mengerti</button>"),
    "close-page": _CURTAIN
    + _over(
        f"<p>Sudah coba aplikasi JMO? Unduh sekarang.</p><button onclick=\"location='/unduh'\">Unduh</button><button {_HIDE2}>Tutup Pengumuman</button>"
    ),
    "continue-web": _CURTAIN + _over(f"<p>Lebih mudah lewat aplikasi.</p><button {_HIDE2}>Lanjutkan di web</button>"),
    "two": _CURTAIN
    + _over(
        "<p>Pengumuman satu</p><button onclick=\"n.innerHTML='<p>Pengumuman dua</p><button onclick=n.remove();c.remove()>Tutup</button>'\">Tutup</button>"
    ),
    "consent-page": "PAGE<h1>Persetujuan</h1><p>Anda harus menyetujui syarat dan ketentuan terbaru.</p><form method=post action=/setuju><label><input type=checkbox>Saya setuju</label><button>Lanjutkan</button></form>",
    "consent-modal": _CURTAIN
    + _over(
        "<p>Syarat dan ketentuan layanan diperbarui. Dengan melanjutkan Anda menyetujuinya.</p><form method=post action=/setuju><button>Setuju dan Lanjutkan</button></form>"
    ),
    "force-data": "PAGE<h1>Pembaruan Data</h1><p>Anda wajib melengkapi data sebelum melanjutkan.</p><form method=post action=/ubah><label>Nomor HP <input name=h></label><button>Simpan</button></form>",
    "welcome-page": "PAGE<h1>Selamat datang</h1><p>Berita terbaru untuk peserta.</p><a href=/menu>Lanjut ke Beranda</a>",
    "survey-page": "PAGE<h1>Survei Kepuasan</h1><p>Bagaimana layanan kami?</p><form method=post action=/survei><label>Saran <input name=s></label><button>Kirim</button></form><a href=/menu>Isi nanti</a>",
    "refresh": "PAGE<meta http-equiv=refresh content='2;url=/menu'><p>Anda sedang dialihkan...</p>",
    "js-later": "PAGE<p>Sebentar ya</p><script>setTimeout(()=>location='/menu',2000)</script>",
    "curtain-cross": _ON_CURTAIN.format(
        "<p>Undang temanmu!</p><div style='cursor:pointer' onclick=\"location='/unduh'\">Undang</div>"
    ),
    "curtain-cross-consent": _ON_CURTAIN.format(
        "<p>Dengan menutup ini Anda menyetujui syarat dan ketentuan.</p>"
    ).replace("_n.remove()", "location='/setuju'"),
    "chat": "<div style='position:fixed;right:0;bottom:0;z-index:9;width:200px;height:80px;background:#eee'>Ada yang bisa dibantu? <button>Mulai chat</button></div>",
}

_TILE = "<a href=/saldo>{0}</a>"
_CLAIM = "<a href=/klaim>Klaim Saldo JHT</a>"

# Vue, React and their like hang their handlers where no attribute tells of them.
_LISTEN = (
    "<script>for(const e of document.querySelectorAll('[data-to]'))"
    "e.addEventListener('click',()=>{location=e.dataset.to})</script>"
)
_SERVICES = (
    ("Saldo JHT", "/saldo", "Jumlah tabungan hari tua Anda"), ("Saldo JP", "/jp", "Jaminan Pensiun"),
    ("Klaim JHT", "/klaim", "Ajukan pencairan"), ("Simulasi JHT", "/simulasi", "Hitung perkiraan"),
)  # fmt: skip


# A head with three lines that say nothing, and what they open.
_LINES = "<svg width=24 height=24 stroke=#000><path d='M4 6h16M4 12h16M4 18h16'/></svg>"
_HEAD = f"<div style='position:absolute;inset:0 0 auto;display:flex;background:#ccc'><span id=b style='cursor:pointer'>{_LINES}</span><span>Beranda</span></div><script>{{0}}</script>"
_OFF = "<div id=x hidden><a href=/saldo>Saldo JHT</a> <a href=/klaim>Klaim</a></div>"


def _tiles(tile: str, first: int = 0) -> str:
    return "<div class=row>" + "".join(tile.format(*one) for one in _SERVICES[first:]) + "</div>"


def _icons(item: str) -> str:
    return "".join(item.format(*one) for one in (_SERVICES[2], _SERVICES[0], _SERVICES[1]))


MENU: dict[str, str] = {
    "plain": _TILE.format("Lihat Saldo JHT") + _CLAIM,
    "both": f"<aside>{_TILE.format('Lihat Saldo JHT')}</aside><main>{_CLAIM}<div class=tile>{_TILE.format('Lihat Saldo JHT')}</div></main>",
    "both-other": "<aside><a href=/saldo>Lihat Saldo JHT</a></aside><main>"
    "<div style='cursor:pointer' onclick=\"location='/saldo'\">Lihat Saldo JHT</div></main>",
    "hover": "<style>.s{display:none}.m:hover .s{display:block}</style><ul><li class=m>Layanan JHT<div class=s>"
    + _TILE.format("Lihat Saldo JHT")
    + _CLAIM
    + "</div></li></ul>",
    "two-level": "<nav><a href=# onclick='a1.hidden=!a1.hidden;return false'>Layanan</a><div id=a1 hidden>"
    "<a href=# onclick='a2.hidden=!a2.hidden;return false'>Jaminan Hari Tua</a><div id=a2 hidden>"
    + _TILE.format("Lihat Saldo JHT")
    + _CLAIM
    + "</div></div></nav>",
    "lazy-level": "<nav><button onclick=\"this.outerHTML='<button onclick=go(this)>JHT</button>'\">Layanan</button></nav>"
    "<script>function go(b){b.outerHTML='<a href=/saldo>Lihat Saldo JHT</a>'}</script>",
    "hamburger": "<header><button style='width:40px;height:30px' onclick='a1.hidden=false'><span></span></button></header><div id=a1 hidden>"
    + _TILE.format("Lihat Saldo JHT")
    + "</div>",
    "hamburger-sign": "<div style='cursor:pointer' onclick='a1.hidden=false'>☰</div><div id=a1 hidden>"
    + _TILE.format("Lihat Saldo JHT")
    + "</div>",
    "div": "<div style='cursor:pointer' onclick=\"location='/saldo'\">Lihat Saldo JHT</div>" + _CLAIM,
    "arrow": _TILE.format("Lihat Saldo JHT &rarr;") + _CLAIM,
    "badge": _TILE.format("<i class=icon></i>Lihat Saldo JHT <span class=badge>Baru</span>") + _CLAIM,
    "described": _TILE.format("<b>Saldo JHT</b><p>Cek jumlah saldo Jaminan Hari Tua Anda</p>")
    + "<a href=/klaim><b>Klaim JHT</b><p>Ajukan pencairan</p></a>",
    "javascript": "<a href=\"javascript:location='/saldo'\">Lihat Saldo JHT</a>",
    "fetch": "<a href='javascript:void(0)' onclick=\"fetch('/saldo').then(r=>r.text()).then(t=>document.body.innerHTML=t)\">Lihat Saldo JHT</a>",
    "opener": "<button onclick=\"window.open('/saldo','_blank')\">Lihat Saldo JHT</button>",
    "late-opener": "<button onclick=\"setTimeout(()=>window.open('/saldo'),800)\">Lihat Saldo JHT</button>",
    "below": "<div style='height:2500px'>.</div>" + _TILE.format("Lihat Saldo JHT"),
    "iframe": "<iframe src=/kerangka width=900 height=400></iframe>",
    "tiles-small": _tiles(
        "<div style='position:relative'><h6>{0}</h6><p>Layanan {0}</p><a href={1} style='position:absolute;inset:0'></a></div>"
    ),
    "tiles-rounded": _tiles("<div><h5>{0}</h5><h3>Rp 10,2 Jt</h3><a href={1}>Selengkapnya</a></div>"),
    "tab-bar": "<div>"
    + _icons("<div role=tab aria-selected=false style='cursor:pointer' data-to={1}>{0}</div>").replace(
        "Saldo JHT", "Saldo"
    )
    + "</div>"
    + _LISTEN,
    "english": "<nav><a href=/saldo>Check Balance</a> <a href=/klaim>Claim</a></nav>",
    "digital": "<a href=# onclick='m.hidden=!m.hidden;return false'>Layanan Digital</a><div id=m hidden><h6>JHT</h6>"
    "<a href=/saldo>Informasi Saldo</a><a href=/klaim>Pengajuan</a></div>",
    "numbered": "<ul><li><a href=/saldo>01. Info Saldo JHT</a><li><a href=/jp>02. Info Saldo JP</a><li><a href=/klaim>03. Klaim</a></ul>",
    "tree": "<ul><li><a href=# onclick='a1.hidden=!a1.hidden;return false'>Jaminan Hari Tua</a><ul id=a1 hidden><li>"
    "<a href=/saldo>Rincian Saldo</a><li><a href=/klaim>Pengajuan Klaim</a></ul><li><a href=# onclick='a2.hidden=!a2.hidden;"
    "return false'>Jaminan Pensiun</a><ul id=a2 hidden><li><a href=/jp>Rincian Saldo</a></ul></ul>",
    "submenu": "<ul role=menu><li role=none><div role=menuitem aria-expanded=false aria-haspopup=true style='cursor:pointer' id=t>"
    "Saldo</div><ul role=menu id=p hidden><li role=menuitem style='cursor:pointer' data-to=/saldo>JHT</li><li role=menuitem "
    "style='cursor:pointer' data-to=/jp>JP</li></ul></li></ul><script>t.addEventListener('click',()=>{p.hidden=!p.hidden})</script>"
    + _LISTEN,
    "informasi": "<nav><a href=/saldo>Informasi Saldo JHT</a></nav>" + _CLAIM,
    "saldo-saya": "<nav><a href=/saldo>Saldo JHT Saya</a></nav>" + _CLAIM,
    "rincian": "<nav><a href=/saldo>Rincian Saldo JHT</a></nav><a href=/simulasi>Simulasi Saldo JHT</a>",
    "upper": "<nav><a href=/saldo>CEK SALDO JHT</a></nav>" + _CLAIM,
    "image": "<a href=/saldo><img alt='Lihat Saldo JHT' width=80 height=80 src=data:,></a>" + _CLAIM,
    "program-page": "<a href=/program>Jaminan Hari Tua (JHT)</a><a href=/jp>Jaminan Pensiun (JP)</a>",
    "parallel": "<div><h3>Saldo JHT</h3><a href=/saldo>Lihat</a></div><div><h3>Klaim JHT</h3><a href=/klaim>Ajukan</a></div>",
    "tiles": _tiles("<div class=card><h5>{0}</h5><p>{2}</p><a class=btn href={1}>Lihat</a></div>"),
    "tiles-box": _tiles(
        "<div class=small-box><div class=inner><h3>{0}</h3><p>{2}</p></div><div class=icon><i class=ion></i></div>"
        "<a href={1} class=small-box-footer>Selengkapnya <i class='fas fa-arrow-circle-right'></i></a></div>"
    ),
    "tiles-info": _tiles("<div class=small-box><h3>{0}</h3><a href={1}>More info</a></div>"),
    "tiles-arrow": _tiles("<section><b>{0}</b><br><small>{2}</small> <a href={1}>&rarr;</a></section>"),
    "tiles-icon": _tiles(
        "<div><div class=title>{0}</div><a href={1}><svg width=20 height=20><path d='M0 10h16' stroke='#000'/></svg></a></div>"
    ),
    "tiles-button": _tiles(
        "<div class=v-card><div class=v-card-title>{0}</div><div class=v-card-text>{2}</div><div class=v-card-actions>"
        "<button type=button class=v-btn data-to={1}><span class=v-btn__content>Detail</span></button></div></div>"
    )
    + _LISTEN,
    "tiles-hand": _tiles(
        "<div style='cursor:pointer;margin:9px' data-to={1}><img width=20 height=20 src=data:,><div>{0}</div><div>{2}</div></div>"
    )
    + _LISTEN,
    "tiles-rows": "<table><tr><th>Layanan<th>Aksi</tr>"
    + _tiles("<tr><td>{0}<td><a href={1}>Buka</a></tr>")
    + "</table>",
    "tiles-list": "<ul>" + _tiles("<li><span>{0}</span> <a href={1}>Cek</a></li>") + "</ul>",
    "offcanvas": "<style>#sb{visibility:hidden;position:fixed;inset:0 auto 0 0;width:300px;transform:translateX(-100%);"
    "background:#fff}#sb.show{visibility:visible;transform:none}</style><button class='btn' type=button data-bs-toggle=offcanvas "
    "data-bs-target=#sb aria-controls=sb><svg width=16 height=16></svg></button><div class=offcanvas id=sb tabindex=-1>"
    "<div class=offcanvas-header><h5>Menu</h5><button type=button class=btn-close data-bs-dismiss=offcanvas aria-label=Close "
    "data-off></button></div>" + _TILE.format("Lihat Saldo JHT") + _CLAIM + "</div><script>"
    "document.querySelector('[data-bs-toggle]').addEventListener('click',()=>sb.classList.add('show'));"
    "document.querySelector('[data-off]').addEventListener('click',()=>sb.classList.remove('show'))</script>",
    # The cross of a menu that slides in is a layer of its own, and shuts the menu again.
    "offcanvas-cross": "<style>#sb{display:none;position:fixed;inset:0 auto 0 0;width:300px;background:#fff;z-index:9}"
    "#sb.show{display:block}#x{position:absolute;z-index:10;top:4px;right:4px;width:20px;height:20px}</style><button id=b "
    "type=button aria-label='Buka menu'>=</button><div id=sb><button type=button id=x aria-label=Close><svg width=14 height=14>"
    "</svg></button>"
    + _TILE.format("Lihat Saldo JHT")
    + _CLAIM
    + "</div><script>b.onclick=()=>sb.classList.add('show');"
    "x.onclick=()=>sb.classList.remove('show')</script>",
    # What drops down under the pointer is drawn with no size until then.
    "drops-down": "<style>.drop{display:inline-block;position:relative;cursor:pointer}.drop>.menu{position:absolute;overflow:hidden;"
    "width:0;height:0;opacity:0}.drop:hover>.menu{overflow:visible;width:200px;height:auto;opacity:1;background:#fff}</style>"
    "<div class='ui menu'><div class='ui dropdown drop'>Jaminan Hari Tua<div class=menu>"
    + _TILE.format("Saldo JHT")
    + _CLAIM
    + "</div></div></div>",
    "fixed-head": "<header style='position:fixed;top:0;left:0;right:0;height:50px;background:#eee'><button onclick=\"location='/logout'\" "
    "style='position:absolute;right:5px'><svg width=14 height=14></svg></button></header><div style='height:60px'></div>"
    + _TILE.format("Lihat Saldo JHT"),
    "slide-right": "<style>#s{position:fixed;right:0;top:0;width:250px;background:#fff;transform:translateX(100%)}#s.open{transform:none}"
    "</style><header><button id=b class=navbar-toggler></button></header><aside id=s>"
    + _TILE.format("Saldo JHT")
    + _CLAIM
    + "</aside><script>b.addEventListener('click',()=>s.classList.toggle('open'))</script>",
    "slide": "<style>#s{position:fixed;left:-250px;top:0;width:250px;background:#fff}#s.open{left:0}</style>"
    "<header><button id=b aria-label='Buka menu'>☰</button></header><aside id=s>"
    + _TILE.format("Lihat Saldo JHT")
    + _CLAIM
    + "</aside><script>b.addEventListener('click',()=>s.classList.toggle('open'))</script>",
    "toggler": "<nav class=navbar><a href=/menu>Portal</a><button class=navbar-toggler type=button data-bs-toggle=collapse "
    "data-bs-target=#x aria-controls=x aria-expanded=false aria-label='Toggle navigation'><span></span></button></nav>"
    "<div class=collapse id=x hidden>" + _TILE.format("Saldo JHT") + _CLAIM + "</div><script>"
    "document.querySelector('.navbar-toggler').addEventListener('click',()=>{x.hidden=!x.hidden})</script>",
    "toggler-deep": "<div class=bar><button class=menu-toggle type=button aria-label=Menu><span>=</span>"
    "</button></div><div id=x hidden>"
    "<a href=/kepesertaan>Info Kepesertaan</a>" + _CLAIM + "</div><script>"
    "document.querySelector('.menu-toggle').addEventListener('click',()=>{x.hidden=!x.hidden})</script>",
    "toggler-main": "<button id=b aria-controls=x aria-expanded=false><span style='position:absolute;width:1px;height:1px;"
    "overflow:hidden;clip:rect(0,0,0,0)'>Open main menu</span><svg width=20 height=20></svg></button><div id=x hidden>"
    + _TILE.format("Cek Saldo JHT")
    + _CLAIM
    + "</div><script>b.addEventListener('click',()=>{x.hidden=!x.hidden})</script>",
    "toggler-bare": "<main><button id=b data-bs-target=#x aria-expanded=false style='width:30px;height:30px'></button>"
    "<div id=x hidden>"
    + _TILE.format("Lihat Saldo JHT")
    + "</div><script>b.addEventListener('click',()=>{x.hidden=!x.hidden})"
    "</script></main>",
    "pushmenu": "<style>#s{position:fixed;left:-250px;top:0;width:250px;background:#fff}.sidebar-open #s{left:0}</style>"
    "<nav class=main-header><a class=nav-link data-widget=pushmenu href=# role=button><i class='fas fa-bars' style='display:"
    "inline-block;width:16px;height:16px'></i></a></nav><aside id=s class=main-sidebar><ul class=nav><li class=nav-item>"
    "<a href=# class=nav-link id=t><p>Layanan Peserta <i class='right fas fa-angle-left'></i></p></a><ul id=v hidden>"
    "<li>"
    + _TILE.format("<i class='far fa-circle'></i><p>Saldo JHT</p>")
    + "</li><li>"
    + _CLAIM
    + "</li></ul></li></ul></aside>"
    "<script>document.querySelector('[data-widget]').addEventListener('click',e=>{e.preventDefault();"
    "document.body.classList.toggle('sidebar-open')});t.addEventListener('click',e=>{e.preventDefault();v.hidden=!v.hidden})</script>",
    "lines": _HEAD.format("b.onclick=()=>{x.hidden=false}") + _OFF,
    "lines-image": _HEAD.format("b.onclick=()=>{x.hidden=false}").replace(
        _LINES, "<img src=/gambar/ic_menu.svg width=24 height=24>"
    )
    + _OFF,
    "lines-alt": _HEAD.format("b.onclick=()=>{x.hidden=false}").replace(
        _LINES, "<img src=data:, alt=menu width=24 height=24>"
    )
    + _OFF,
    # A sign in the head that leads away or sends something, and one that belongs to what is denied.
    "lines-away": _HEAD.format("b.onclick=()=>{location='/logout'}"),
    "lines-send": _HEAD.format("b.onclick=()=>{fetch('/logout',{method:'POST'})}"),
    "lines-window": _HEAD.format("b.onclick=()=>{open('/logout')}"),
    "lines-claim": "<div style='cursor:pointer' data-to=/klaim><img src=/gambar/menu.svg width=24 height=24><p>Klaim</p></div>"
    + _LISTEN,
    "sheet": _icons("<div style='cursor:pointer;margin:9px' data-to={1}>{0}</div>").replace(">Saldo JHT<", ">Berita<")
    + "<div style='cursor:pointer' id=b><svg width=20 height=20></svg><span>Layanan Lainnya</span></div><div id=x hidden>"
    + _TILE.format("Saldo JHT")
    + "</div><script>b.onclick=()=>{x.hidden=false}</script>"
    + _LISTEN,
    "folds": "<a href=#a1 class=f>Buku Saya</a><div id=a1 hidden><a href=#a2 class=f>Hari Tua</a><div id=a2 hidden>"
    "<a href=/klaim>Klaim</a><a href=#a3 class=f>Informasi</a><div id=a3 hidden><a href=/saldo>Saldo JHT</a></div></div></div>"
    "<script>document.querySelectorAll('.f').forEach(a=>a.onclick=e=>{e.preventDefault();const x=document.querySelector("
    "a.getAttribute('href'));x.hidden=!x.hidden})</script>",
    "chooser": "".join(
        f"<div style='cursor:pointer;margin:9px' data-to={to}><h4>{name}</h4><small>{more}</small></div>"
        for name, to, more in (
            ("Lapak Asik", "/klaim", "Pengajuan klaim tanpa kontak fisik"),
            ("JMO Jamsostek Mobile", "/program", "Informasi kepesertaan dan saldo JHT"),
        )
    )
    + _LISTEN,
    "icons": "<aside>"
    + _icons("<a href={1} title='{0}'><i style='display:inline-block;width:20px;height:20px'></i></a><br>")
    + "</aside>",
    "icons-aria": "<aside>"
    + _icons("<a href={1} aria-label='{0}'><svg width=20 height=20></svg></a><br>")
    + "</aside>",
    "icons-tip": "<aside>"
    + _icons(
        "<a href={1} data-toggle=tooltip title='' data-original-title='{0}'><svg width=20 height=20></svg></a><br>"
    )
    + "</aside>",
    "icons-image": "<aside>" + _icons("<a href={1}><img alt='{0}' width=20 height=20 src=data:,></a><br>") + "</aside>",
    "icons-hover": "<style>#s{width:40px;overflow:hidden;white-space:nowrap}#s span{display:none}#s:hover{width:250px}"
    "#s:hover span{display:inline}</style><aside id=s>"
    + _icons("<a href={1}><i style='display:inline-block;width:20px;height:20px'></i><span>{0}</span></a><br>")
    + "</aside>",
    "drawer": "<header class=v-app-bar><button type=button class='v-btn v-btn--icon v-app-bar-nav-icon' id=b><span><i class="
    "'mdi mdi-menu' style='display:inline-block;width:20px;height:20px'></i></span></button></header><nav id=s style='position:"
    "fixed;top:0;left:0;width:250px;transform:translateX(-110%);background:#fff'><div role=listbox>"
    + _icons("<div role=listitem tabindex=0 style='cursor:pointer' data-to={1}><div>{0}</div></div>")
    + "</div></nav><script>b.addEventListener('click',()=>{s.style.transform='none'})</script>"
    + _LISTEN,
    "quasar": "<div class=q-header><button class=q-btn id=b aria-label=Menu><i class='q-icon material-icons'>menu</i></button></div>"
    "<div id=s hidden class=q-drawer>"
    + _icons(
        "<div class='q-item' role=listitem tabindex=0 style='cursor:pointer' data-to={1}><div class=q-item__section>"
        "<i class=material-icons>savings</i></div><div class=q-item__section>{0}</div></div>"
    )
    + "</div><script>b.addEventListener('click',()=>{s.hidden=!s.hidden})</script>"
    + _LISTEN,
    "ligature": "<nav>"
    + _icons("<a href={1}><i class=material-icons>account_balance_wallet</i> {0}</a><br>")
    + "</nav>",
    "antd": "<ul role=menu class=ant-menu><li role=none class=ant-menu-submenu><div role=menuitem class=ant-menu-submenu-title "
    "aria-expanded=false aria-haspopup=true aria-controls=p style='cursor:pointer' id=t><span>Jaminan Hari Tua</span></div><ul role=menu id=p "
    "hidden>"
    + _icons("<li role=menuitem style='cursor:pointer' data-to={1}><span class=ant-menu-title-content>{0}</span></li>")
    + "</ul></li></ul><script>t.addEventListener('click',()=>{p.hidden=!p.hidden})</script>"
    + _LISTEN,
    "jsf": "<div class=ui-menubar><ul class=ui-menu-list role=menubar>"
    + _icons(
        "<li class=ui-menuitem role=none><a role=menuitem class=ui-menuitem-link href=# data-to={1}><span class="
        "ui-menuitem-icon></span><span class=ui-menuitem-text>Informasi {0}</span></a></li>"
    )
    + "</ul></div>"
    + _LISTEN,
    "kepesertaan": "<nav><a href=/menu>Beranda</a> <a href=/kepesertaan>Info Kepesertaan</a> <a href=/ubah>Ubah Profil</a></nav>",
    "kepesertaan-plain": "<nav><a href=/menu>Beranda</a> <a href=/kepesertaan>Kepesertaan</a> <a href=/klaim>Klaim</a></nav>",
    "layanan-deep": "<nav><a href=/menu>Beranda</a> <a href=/layanan>Layanan Peserta</a></nav>",
    "program-deep": "<nav><a href=/menu>Beranda</a> <a href=/program-daftar>Program</a></nav>",
    "informasi-program": "<a href=/menu>Beranda</a><a href=/program-daftar>Informasi Program</a>",
    "saldo-hub": "<a href=/hub>Saldo</a> <a href=/klaim>Klaim</a>",
    "cek-saldo-hub": "<a href=/hub>Cek Saldo</a> <a href=/klaim>Klaim</a>",
    "e-saldo": "<a href=/saldo>Saldo Jaminan Hari Tua</a>" + _CLAIM,
    "my-jht": "<a href=/saldo>My JHT Balance</a><a href=/klaim>Claim JHT</a>",
    "saldo-peserta": "<a href=/saldo>Saldo JHT Peserta</a><a href=/riwayat>Riwayat Saldo JHT</a>" + _CLAIM,
    "cek-saldo-jht-saya": "<a href=/saldo>Cek Saldo JHT Saya</a>" + _CLAIM,
    # A heading of our own whose way cannot be told from the others: nothing may be pressed.
    "tiles-flat-before": _tiles("<a href={1}>Lihat</a><h3>{0}</h3>"),
    "tiles-empty": "<section><h3>Saldo JHT</h3><p>Segera hadir</p></section>"
    + _tiles("<section><h3>{0}</h3><a href={1}>Lihat</a></section>", 1),
    "tiles-shared": "<section><h3>Saldo JHT</h3><h3>Saldo JP</h3><a href=/jp>Lihat</a></section>",
    "tiles-neighbour": "<div><section><b>Saldo JHT</b></section><section><b>Kartu Digital</b> <a href=/kartu>Lihat</a></section></div>",
    "tiles-grid-hand": "<div style='cursor:pointer'>"
    + _tiles("<div><div>{0}</div><div>{2}</div></div>")
    + "</div><script>document.querySelector('[style]').addEventListener('click',()=>{location='/klaim'})</script>",
    "tiles-claim": "<section><h3>Saldo JHT</h3><p>Cairkan saldo Anda sekarang</p><a href=/klaim>&rarr;</a></section>",
    "tiles-two": "<section><h3>Saldo JHT</h3><a href=/simulasi>Cek</a> <a href=/klaim>&rarr;</a></section>",
    "tiles-claim-link": "<section><h3>Saldo JHT</h3><a href=/klaim>Lihat</a></section>",
}


def _amount(card: tuple[str, str, str, str]) -> str:
    return (
        f"<h2>Saldo JHT</h2><table><tr><td>Nomor KPJ</td><td>{card[0]}</td></tr><tr><td>Nama Perusahaan</td>"
        f"<td>{card[1]}</td></tr><tr><td>Saldo JHT</td><td>Rp {card[2]}</td></tr></table>"
    )


def _each(make: Callable[[tuple[str, str, str, str]], str]) -> str:
    return "".join(make(card) for card in TWO)


def _custom(box: str, option: str) -> str:
    """A drop-down of a framework's own: `b` opens the list `l`, whose options bring a card."""
    return (
        box.format(_each(lambda c: option.format(*c)))
        + "<div id=o></div><script>b.addEventListener('click',()=>{l.hidden=!l.hidden});for(const e of "
        "document.querySelectorAll('[data-k]'))e.addEventListener('click',()=>{l.hidden=true;(b.querySelector('span,label')||b)"
        ".textContent=e.dataset.k;fetch('/saldo?kpj='+e.dataset.k).then(r=>r.text()).then(t=>{o.innerHTML=t})})</script>"
    )


# Cards that are chosen by other names than their numbers: `{0}` for each, its place, employer, number, and what is chosen.
_SHOWS = (
    "<div id=o>" + _amount(CARDS[0]) + "</div><script>const cards=" + json.dumps([_amount(card) for card in TWO]) + ";"
    "for(const e of document.querySelectorAll('[data-n]'))e.addEventListener('click',()=>show(e.dataset.n));function show(n){"
    "o.innerHTML=cards[n];for(const e of document.querySelectorAll('[aria-selected]'))e.setAttribute('aria-selected',e.dataset.n==n)}"
    "</script>"
)


def _on_click(id_: str, more: str, event: str = "click") -> str:
    """A script that shows the balance of the one card once `id_` was pressed or chosen."""
    return (
        f"<script>{id_}.addEventListener('{event}',()=>{{o.innerHTML={json.dumps(_amount(CARDS[0]))};{more}}})</script>"
    )


def _masked(eye: str) -> str:
    """The one card's balance behind dots, with `eye` to uncover it."""
    return (
        f"<p>KPJ {CARDS[0][0]}</p><p>Saldo JHT</p><h2 id=v>Rp ••••••••</h2><button id=b type=button>{eye}</button>"
        f"<script>b.addEventListener('click',()=>{{v.textContent='Rp {CARDS[0][2]}'}})</script>"
    )


_ICON = "<svg width=16 height=16><path d='M0 8h16' stroke='#000'/></svg>"


def _contributions() -> str:
    """A table of what was paid in, the first of several pages."""
    return (
        "<table><tr><th>Bulan<th>Iuran JHT</tr><tr><td>10-2026<td>Rp 285.000</tr><tr><td>09-2026<td>Rp 285.000</tr></table>"
        "<p>Menampilkan 1 sampai 2 dari 24 entri</p><a href='#2'>2</a> <a href='#2'>Berikutnya</a>"
    )


def _named(
    item: str, names: tuple[str, str] = (TWO[0][1], TWO[1][1]), chosen: tuple[str, str] = ("true", "false")
) -> str:
    return "".join(item.format(n, name, chosen[n]) for n, name in enumerate(names))


def _folded(alone: bool = False, names: tuple[str, str] = (TWO[0][1], TWO[1][1]), bare: bool = False) -> str:
    """Two cards that fold, the first one open; where `alone`, each closes the other; `bare` says nothing of its state."""
    items = "".join(
        f"<div class=item><h4>{names[n] if bare else ''}<button class=fold {'' if bare else f'aria-expanded={str(not n).lower()}'}>"
        f"{'-+'[n] if bare else names[n]}</button></h4><div class=body{' hidden' * n}>{_amount(card)}</div></div>"
        for n, card in enumerate(TWO)
    )
    shut = "if(one!=b){one.parentNode.nextSibling.hidden=true;one.ariaExpanded='false'}" if alone else ""
    return (
        f"<h3>Saldo JHT</h3>{items}<script>const folds=[...document.querySelectorAll('.fold')];for(const b of folds)"
        f"b.addEventListener('click',()=>{{for(const one of folds){{{shut}}}const x=b.parentNode.nextSibling;x.hidden=!x.hidden;"
        + ("" if bare else "b.ariaExpanded=String(!x.hidden)")
        + "})</script>"
    )


def _counting(place: str) -> str:
    """A script that lets the balance of the one card grow in `place` for three seconds."""
    return (
        f"<script>const began=performance.now();(function step(now){{const part=Math.min(1,(now-began)/3000);{place}='Rp '+"
        f"Math.round({CARDS[0][3]}*part).toLocaleString('id-ID');if(part<1)requestAnimationFrame(step)}})(began)</script>"
    )


def _slide(card: tuple[str, str, str, str]) -> str:
    return f"<div class=s><p>KPJ {card[0]}</p><p>Saldo JHT</p><h2>Rp {card[2]}</h2></div>"


def _faded(then: str) -> str:
    """Cards one below the other that are drawn once they are scrolled to, as by AOS; `then` is done after that."""
    return (
        "<style>.f{opacity:0;margin-top:420px}.f.in{opacity:1}</style>"
        + "".join(f"<div class=f><h5>KPJ {c[0]}</h5><p>{c[1]}</p><p>Saldo JHT: <b>Rp {c[2]}</b></p></div>" for c in TWO)
        + "<script>for(const f of document.querySelectorAll('.f'))new IntersectionObserver((seen,me)=>{"
        f"const e=seen.at(-1);f.classList.toggle('in',e.isIntersecting);if(e.isIntersecting){{{then}}}}}).observe(f)</script>"
    )


def _slides(slides: str, overflow: str = "hidden") -> str:
    """A carousel as wide as one of its slides."""
    style = "<style>.w{width:300px}.r{display:flex}.s{flex:0 0 300px}</style>"
    return f"{style}<div class=w style='overflow-x:{overflow}'><div class=r>{slides}</div></div>"


_DOTS = (
    "<div>"
    + "".join(
        f"<i style='display:inline-block;width:9px;height:9px;background:{ink}'></i> "
        for ink in ("red", "gray", "gray")
    )
    + "</div>"
)


def _sheet(cards: tuple[tuple[str, str, str, str], ...], called: str) -> str:
    """One card, and a button that opens a sheet with the numbers of all."""
    items = "".join(f"<div class=k style='cursor:pointer'>{card[0]}</div>" for card in cards)
    return (
        f"<div id=o>{_amount(cards[0])}</div><button id=b>{called}</button><div id=h hidden>{items}</div><script>const a="
        + json.dumps([_amount(card) for card in cards])
        + ";b.addEventListener('click',()=>{h.hidden=false});[...document.querySelectorAll('.k')].forEach((k,n)=>k.addEventListener("
        "'click',()=>{h.hidden=true;o.innerHTML=a[n]}))</script>"
    )


CHOICE: dict[str, tuple[tuple[tuple[str, str, str, str], ...], str]] = {
    "one": (CARDS, _amount(CARDS[0])),
    "headline": (CARDS, f"<p>KPJ {CARDS[0][0]}</p><p>Saldo JHT Anda</p><h1>Rp{CARDS[0][2]}</h1>"),
    "radio": (
        TWO,
        "<form action=/saldo><h3>Pilih Kartu</h3>"
        + _each(lambda c: f"<label><input type=radio name=kpj value={c[0]}>{c[0]} - {c[1]}</label>")
        + "<button>Tampilkan</button></form>",
    ),
    "radio-one": (
        CARDS,
        f"<form action=/saldo><label><input type=radio name=kpj value={CARDS[0][0]}>{CARDS[0][0]}</label><button>Lihat Saldo</button></form>",
    ),
    "select-one": (
        CARDS,
        f"<form action=/saldo><label>Kartu <select name=kpj><option value=''>-- Pilih KPJ --<option>{CARDS[0][0]}</select></label>"
        "<input type=submit value=Tampilkan></form>",
    ),
    "select-auto": (
        TWO,
        "<form action=/saldo><select name=kpj onchange=this.form.submit()><option value=''>Pilih kartu"
        + _each(lambda c: f"<option value={c[0]}>{c[0]} - {c[1]}")
        + "</select></form>",
    ),
    "select-fetch": (
        TWO,
        "<select onchange=\"fetch('/saldo?kpj='+this.value).then(r=>r.text()).then(t=>o.innerHTML=t)\"><option value=''>Pilih kartu"
        + _each(lambda c: f"<option value={c[0]}>{c[0]}")
        + "</select><div id=o></div>",
    ),
    "divs": (
        TWO,
        "<h3>Pilih kartu</h3>"
        + _each(
            lambda c: (
                f"<div style='cursor:pointer;border:1px solid;margin:9px' onclick=\"location='/saldo?kpj={c[0]}'\"><b>{c[0]}</b><p>{c[1]}</p></div>"
            )
        ),
    ),
    "detail": (
        TWO,
        "<table><tr><th>KPJ<th>Perusahaan<th>Aksi</tr>"
        + _each(lambda c: f"<tr><td>{c[0]}<td>{c[1]}<td><a href='/saldo?kpj={c[0]}'>Detail</a></tr>")
        + "</table>",
    ),
    "per-card": (
        TWO,
        _each(
            lambda c: (
                f"<div style='margin:9px'><p>KPJ {c[0]}</p><p>{c[1]}</p><form action=/saldo><input type=hidden name=kpj value={c[0]}><button>Lihat Saldo</button></form></div>"
            )
        ),
    ),
    "link-one": (
        CARDS,
        f"<p>Kartu Peserta</p><p>{CARDS[0][0]}</p><a href='/saldo?kpj={CARDS[0][0]}'>Lihat Saldo JHT</a>",
    ),
    "combobox": (
        TWO,
        _custom(
            "<div role=combobox tabindex=0 aria-haspopup=listbox aria-expanded=false aria-controls=l id=b>Pilih KPJ</div>"
            "<ul role=listbox id=l hidden>{0}</ul>",
            "<li role=option style='cursor:pointer' data-k={0}>{0} - {1}</li>",
        ),
    ),
    "dropdown": (
        TWO,
        _custom(
            "<div class=dropdown><button class='btn dropdown-toggle' type=button data-bs-toggle=dropdown aria-expanded=false id=b>"
            "Pilih Kartu</button><ul class=dropdown-menu id=l hidden>{0}</ul></div>",
            "<li><a class=dropdown-item href=# data-k={0}>{0}</a></li>",
        ),
    ),
    "vue-select": (
        TWO,
        _custom(
            "<div class=multiselect><div class=multiselect__select id=b style='cursor:pointer'>Pilih nomor KPJ</div>"
            "<div class=multiselect__content id=l hidden>{0}</div></div>",
            "<div class=multiselect__option style='cursor:pointer' data-k={0}><span>{0}</span></div>",
        ),
    ),
    "vuetify": (
        TWO,
        _custom(
            "<div class=v-input><label>Nomor KPJ</label><div role=button aria-haspopup=listbox aria-expanded=false id=b "
            "style='cursor:pointer'><input readonly placeholder='Pilih KPJ'></div></div><div class=v-menu__content id=l hidden><div role=listbox>{0}"
            "</div></div>",
            "<div role=option tabindex=0 style='cursor:pointer' data-k={0}><div>{0}</div></div>",
        ),
    ),
    "antd": (
        TWO,
        _custom(
            "<div class=ant-select id=b style='cursor:pointer'><div class=ant-select-selector><span><input role=combobox readonly "
            "aria-haspopup=listbox aria-expanded=false style='opacity:0;width:3px'></span><span>Pilih KPJ</span></div></div>"
            "<div class=ant-select-dropdown id=l hidden>{0}</div>",
            "<div class=ant-select-item style='cursor:pointer' title={0} data-k={0}><div>{0}</div></div>",
        ),
    ),
    "jsf": (
        TWO,
        "<select hidden><option>Pilih"
        + _each(lambda c: f"<option value={c[0]}>{c[0]}")
        + "</select>"
        + _custom(
            "<div class=ui-selectonemenu id=b style='cursor:pointer'><label class=ui-selectonemenu-label>Pilih KPJ</label>"
            "<div class=ui-selectonemenu-trigger><span class=ui-icon></span></div></div><div class=ui-selectonemenu-panel id=l hidden>"
            "<ul role=listbox>{0}</ul></div>",
            "<li role=option class=ui-selectonemenu-item style='cursor:pointer' data-label={0} data-k={0}>{0}</li>",
        ),
    ),
    "preselected": (
        TWO,
        _custom(
            f"<div role=combobox tabindex=0 aria-haspopup=listbox aria-expanded=false id=b>{CARDS[0][0]}</div>"
            "<ul role=listbox id=l hidden>{0}</ul>",
            "<li role=option style='cursor:pointer' data-k={0}>{0} - {1}</li>",
        ).replace("<div id=o></div>", f"<div id=o>{_amount(CARDS[0])}</div>"),
    ),
    "preselected-hand": (
        TWO,
        _custom(
            f"<div class=multiselect id=b style='cursor:pointer'><span>{CARDS[0][0]}</span></div>"
            "<div class=multiselect__content id=l hidden>{0}</div>",
            "<div class=multiselect__option style='cursor:pointer' data-k={0}><span>{0}</span></div>",
        ).replace("<div id=o></div>", f"<div id=o>{_amount(CARDS[0])}</div>"),
    ),
    "radio-list": (
        TWO,
        "<p>Pilih kartu peserta</p>"
        + _each(
            lambda c: (
                f"<div><input type=radio name=k id=r{c[0]} value={c[0]}><label for=r{c[0]}>{c[1]}<br>KPJ {c[0]}</label></div>"
            )
        )
        + "<button type=button onclick=\"fetch('/saldo?kpj='+document.querySelector('input:checked').value).then(r=>r.text())"
        '.then(t=>o.innerHTML=t)">Cek Saldo</button><div id=o></div>',
    ),
    "hand-cards": (
        TWO,
        _each(
            lambda c: (
                f"<div class=card style='cursor:pointer;margin:9px' data-k={c[0]}><b>{c[1]}</b><p>KPJ {c[0]}</p></div>"
            )
        )
        + "<script>for(const e of document.querySelectorAll('[data-k]'))e.addEventListener('click',()=>{location='/saldo?kpj='+"
        "e.dataset.k})</script>",
    ),
    "hand-inline": (
        TWO,
        _each(lambda c: f"<div style='cursor:pointer;margin:9px' data-k={c[0]}><b>{c[1]}</b><p>KPJ {c[0]}</p></div>")
        + "<div id=o></div><script>for(const e of document.querySelectorAll('[data-k]'))e.addEventListener('click',()=>"
        "fetch('/saldo?kpj='+e.dataset.k).then(r=>r.text()).then(t=>{o.innerHTML=t}))</script>",
    ),
    "hand-copy": (
        CARDS,
        _amount(CARDS[0])
        + f"<div style='cursor:pointer' id=x>Hapus kartu {CARDS[0][0]}</div><div style='cursor:pointer' id=y>Cetak {CARDS[0][0]}</div>"
        "<script>x.addEventListener('click',()=>{location='/ubah'});y.addEventListener('click',()=>{location='/kartu'})</script>",
    ),
    "employers-tabs": (
        TWO,
        "<div role=tablist>" + _named("<button role=tab data-n={0} aria-selected={2}>{1}</button>") + "</div>" + _SHOWS,
    ),
    "employers-select": (
        TWO,
        "<select onchange=show(this.value)>" + _named("<option value={0}>{1}") + "</select>" + _SHOWS,
    ),
    "employers-hand": (
        (),
        "<div>" + _named("<div style='cursor:pointer' data-n={0}><b>{1}</b></div>") + "</div>" + _SHOWS,
    ),
    "employers-open": (TWO, _folded()),
    "employers-alone": (TWO, _folded(alone=True)),
    "employers-unlike": (TWO, _folded(alone=True, names=("RS Harapan Kita", "Dinas Pendidikan"))),
    "employers-rows": (
        TWO,
        "<table><tr><th><th>Perusahaan</tr>"
        + "".join(
            f"<tr><td><button aria-label='Expand row' aria-expanded={str(not n).lower()} onclick=\"t{n}.hidden=!t{n}.hidden;"
            f'this.ariaExpanded=String(!t{n}.hidden)"></button><td>{card[1]}</tr><tr id=t{n}{" hidden" * n}><td colspan=2>{_amount(card)}</tr>'
            for n, card in enumerate(TWO)
        )
        + "</table>",
    ),
    "segments-tabs": (
        TWO,
        "<div role=tablist>"
        + _named("<button role=tab data-n={0} aria-selected={2}>{1}</button>", ("Penerima Upah", "Bukan Penerima Upah"))
        + "</div>"
        + _SHOWS,
    ),
    "numbered-select": (
        TWO,
        "<select onchange=show(this.value)>"
        + _named("<option value={0}>{1}", ("Kartu 1", "Kartu 2"))
        + "</select>"
        + _SHOWS,
    ),
    "masked-select": (
        TWO,
        "<select onchange=show(this.value)>"
        + _named("<option value={0}>{1}", ("*******8901", "*******8902"))
        + "</select>"
        + _SHOWS,
    ),
    # Only a part is shown, or may be, and the rest is not to be had: the shown card's balance is not the whole.
    "employers-bare": ((), _folded(bare=True)),
    "employers-stale": (
        (),
        "<div role=tablist>"
        + _named("<button role=tab aria-selected={2}>{1}</button>")
        + "</div><div id=o>"
        + _amount(CARDS[0])
        + "</div>",
    ),
    "employers-complaint": (
        (),
        _amount(CARDS[0])
        + "<form method=post action=/survei><select name=p>"
        + _named("<option value={0}>{1}")
        + "</select><input name=keluhan><button>Kirim</button></form>",
    ),
    "programme-tabs": (
        CARDS,
        "<div role=tablist><button role=tab aria-selected=true>Jaminan Pensiun</button><button role=tab aria-selected=false id=j>"
        "Jaminan Hari Tua</button></div><div id=o><p>Saldo</p><h2>Rp 1.000.000</h2></div>"
        + _on_click("j", "j.ariaSelected='true';document.querySelector('[role=tab]').ariaSelected='false'"),
    ),
    "programme-stuck": (
        (),
        f"<p>KPJ {CARDS[0][0]}</p><div role=tablist><button role=tab aria-selected=true>Jaminan Pensiun</button><button role=tab "
        "aria-selected=false id=j>Jaminan Hari Tua</button></div><p>Saldo</p><h2>Rp 1.000.000</h2><script>j.onclick=()=>{"
        "document.querySelector('[role=tab]').ariaSelected='false';j.ariaSelected='true'}</script>",
    ),
    "programme-select": (
        CARDS,
        "<select id=j><option value=''>Pilih Program<option>JP<option>JHT</select><div id=o></div>"
        + _on_click("j", "", "change"),
    ),
    "programme-tiles": (
        CARDS,
        "".join(
            f"<section><h4>{name}</h4><p style='font-size:14px'>Status: Aktif</p><a href='{to}'>Lihat Detail</a></section>"
            for name, to in (("Jaminan Pensiun", "/jp"), ("Jaminan Hari Tua", f"/saldo?kpj={CARDS[0][0]}"))
        ),
    ),
    "programme-claim": (
        (),
        "<section><h4>Jaminan Pensiun</h4><a href=/jp>Lihat</a></section><section><h4>Jaminan Hari Tua</h4><a href=/klaim>Lihat</a>"
        "</section>",
    ),
    "preformatted": (
        CARDS,
        f"<h3>Informasi Saldo JHT</h3><pre>No. KPJ     : {CARDS[0][0]}\nPerusahaan  : PT MAJU MUNDUR\nSaldo JHT   : Rp. 10.250.300,-\n</pre>",
    ),
    "eye-ligature": (CARDS, _masked("<i class=material-icons>visibility_off</i>")),
    "eye-unseen": (
        CARDS,
        _masked(
            "<span style='position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)'>Toggle visibility</span>x"
        ).replace("</span>x", "</span>"),
    ),
    "consent": (
        (),
        "<h3>Saldo JHT</h3><p>Untuk melihat saldo, Anda harus menyetujui pemrosesan data pribadi.</p><label><input type=checkbox> "
        "Saya menyetujui</label><button onclick=\"location='/setuju'\">Lanjut</button>",
    ),
    # Pages of another list than the cards', and ways on that cannot be pressed.
    "pages-of-contributions": (CARDS, _amount(CARDS[0]) + "<div><h3>Riwayat Iuran</h3>" + _contributions() + "</div>"),
    "pages-ended": (
        TWO,
        "<div><table><tr><th>KPJ<th>Saldo JHT</tr>"
        + _each(lambda c: f"<tr><td>{c[0]}<td>Rp {c[2]}</tr>")
        + "</table><ul><li class='page-item disabled'><a href=#>Selanjutnya</a></li></ul></div>",
    ),
    "history-of-work": (
        CARDS,
        _amount(CARDS[0])
        + "<h4>Riwayat Bekerja</h4><table><tr><th>Perusahaan<th>Masuk<th>Keluar</tr><tr><td>PT Maju Mundur<td>01-02-2020<td>-</tr>"
        "<tr><td>CV Sinar Pagi<td>01-02-2015<td>31-01-2020</tr></table>",
    ),
    "eye-and-copy": (
        CARDS,
        f"<div><p>KPJ {CARDS[0][0]}</p><p>Saldo JHT</p><button type=button>{_ICON}</button><h2>Rp {CARDS[0][2]}</h2>"
        f"<button type=button>{_ICON}</button></div>",
    ),
    "icons-beside": (
        CARDS,
        f"<div><main>{_amount(CARDS[0])}</main><div><button class=active>{_ICON}</button><button>{_ICON}</button></div></div>",
    ),
    "pages-of-cards": (
        (),
        f"<div><table><tr><th>KPJ<th>Saldo JHT</tr><tr><td>{CARDS[0][0]}<td>Rp {CARDS[0][2]}</tr></table><a href='#2'>Selanjutnya</a></div>",
    ),
    "dots-bare": (
        (),
        f"<div><div>{_amount(CARDS[0])}</div><ol style='list-style:none'>"
        "<li class=active style='cursor:pointer;width:30px;height:4px;background:#00f'></li>"
        "<li style='cursor:pointer;width:30px;height:4px;background:#ccc'></li></ol></div>",
    ),
    "dots-called": (
        (),
        f"<div><div>{_amount(CARDS[0])}</div><div><button aria-current=true aria-label='Go to slide 1'></button>"
        "<button aria-label='Go to slide 2'></button></div></div>",
    ),
    "arrows-bare": (
        (),
        f"<div><button disabled>{_ICON}</button><div>{_amount(CARDS[0])}</div><button>{_ICON}</button></div>",
    ),
    "state-form": (
        (),
        _amount(CARDS[0])
        + "<form action=/ubah><select name=s><option>Aktif<option>Non Aktif</select><button>OK</button></form>",
    ),
    "employers-claim": (
        (),
        _amount(CARDS[0]) + "<div>" + _named("<button onclick=\"location='/klaim'\">{1}</button>") + "</div>",
    ),
    # A number that counts up where no change of the document tells of it.
    "countup-field": (
        CARDS,
        f"<label>Nomor KPJ <input readonly value={CARDS[0][0]}></label><label>Saldo JHT <input readonly id=v value='Rp 0'></label>"
        + _counting("document.getElementById('v').value"),
    ),
    "countup-shadow": (
        CARDS,
        f"<h2>Saldo JHT</h2><p>KPJ {CARDS[0][0]}</p><div id=w></div><script>const r=w.attachShadow({{mode:'open'}});"
        "r.innerHTML='<p>Saldo JHT</p><h1>Rp 0</h1>'</script>" + _counting("r.lastChild.textContent"),
    ),
    "programmes": (
        CARDS,
        f"<p>KPJ {CARDS[0][0]}</p><table><tr><th>Keterangan<th>JHT<th>JP<th>Total</tr><tr><td>Saldo<td>Rp {CARDS[0][2]}"
        "<td>Rp 1.000.000,00<td>Rp 11.250.300,00</tr></table>",
    ),
    "programmes-saldo": (
        CARDS,
        f"<table><tr><th>KPJ<th>Saldo JHT<th>Saldo JP<th>Total Saldo</tr><tr><td>{CARDS[0][0]}<td>{CARDS[0][2]}"
        "<td>1.000.000,00<td>11.250.300,00</tr></table>",
    ),
    "programmes-rows": (
        CARDS,
        f"<p>KPJ {CARDS[0][0]}</p><table><tr><th>Program<th>Saldo</tr><tr><td>Jaminan Hari Tua (JHT)<td>Rp {CARDS[0][2]}</tr>"
        "<tr><td>Jaminan Pensiun (JP)<td>Rp 1.000.000,00</tr><tr><td>Total<td>Rp 11.250.300,00</tr></table>",
    ),
    # Which of the columns the total is of, or which the programme is, is not said.
    "programmes-blurred": (
        (),
        f"<p>KPJ {CARDS[0][0]}</p><table><tr><th>Saldo<th>JP<th>Total</tr><tr><td>Rp {CARDS[0][2]}<td>Rp 1.000.000,00"
        "<td>Rp 11.250.300,00</tr></table>",
    ),
    # What a page shows for want of its data.
    "zero-failed": (
        (),
        f"<p>KPJ {CARDS[0][0]}</p><h2>Saldo JHT</h2><p id=v>Rp 0</p><script>fetch('/tidak-ada').then(r=>{{if(r.ok)v.textContent='Rp 1'}})</script>",
    ),
    "zero-told": (
        (),
        f"<p>KPJ {CARDS[0][0]}</p><h2>Saldo JHT</h2><p id=v>Rp 0</p><p id=t></p><script>fetch('/menu').then(()=>{{t.textContent="
        "'Gagal mengambil data saldo';setTimeout(()=>{t.textContent=''},2500)})</script>",
    ),
    "zero-answered": (
        ((CARDS[0][0], CARDS[0][1], "0,00", "0.00"),),
        f"<p>KPJ {CARDS[0][0]}</p><h2>Saldo JHT</h2><p id=v>Rp 0</p><script>fetch('/menu').then(()=>{{v.textContent='Rp 0,00'}})</script>",
    ),
    "stale-told": (
        (),
        _amount(CARDS[0]) + "<p id=t></p><script>fetch('/menu').then(()=>{t.textContent='Gagal memperbarui saldo';"
        "setTimeout(()=>{t.textContent=''},1500)})</script>",
    ),
    "card-failed": (
        (),
        "<select id=s>"
        + "".join(f"<option>{kpj}" for kpj in (*(card[0] for card in TWO), "34567890123"))
        + f"</select><h2>Saldo JHT</h2><p id=v>Rp {TWO[0][2]}</p><script>const a={json.dumps([c[2] for c in TWO])};s.addEventListener("
        "'change',()=>fetch(s.selectedIndex<2?'/menu':'/tidak-ada').then(r=>{if(r.ok)v.textContent='Rp '+a[s.selectedIndex]}))</script>",
    ),
    # Cards that come to sight only as the page is scrolled, or slid.
    "scrolled": (
        TWO,
        _amount(TWO[0])
        + "<div style='height:1500px'></div><div id=e>Memuat</div><script>new IntersectionObserver((seen,me)=>{"
        f"if(seen[0].isIntersecting){{me.disconnect();e.innerHTML={json.dumps(_amount(TWO[1]))}}}}}).observe(e)</script>",
    ),
    # An introduction lies over the balance: its "Berikutnya" turns no cards over.
    "introduced": (
        CARDS,
        _amount(CARDS[0])
        + "<div id=c style='position:fixed;inset:0;background:#0008'></div><div id=d role=dialog style='position:"
        "fixed;top:300px;left:300px;background:#fff;padding:20px'><button type=button aria-label=Tutup id=x>×</button><h3>Saldo Anda"
        "</h3><p>Diperbarui setiap bulan.</p><span id=o>1 dari 2</span><button type=button disabled>Sebelumnya</button><button "
        "type=button id=n>Berikutnya</button></div><script>x.onclick=()=>{c.remove();d.remove()};n.onclick=()=>{o.textContent="
        "'2 dari 2'}</script>",
    ),
    "faded-in": (TWO, _faded("me.disconnect();")),
    "faded-in-and-out": ((), _faded("")),
    "scrolled-list": (
        (),
        "<div id=l style='height:300px;overflow-y:auto'><div style='height:1400px'><div id=i></div></div></div><script>const a="
        + json.dumps([_amount(card) for card in TWO])
        + ";const d=()=>{i.style.paddingTop=l.scrollTop+'px';i.innerHTML=a[l.scrollTop>500?1:0]};l.addEventListener('scroll',d);d()</script>",
    ),
    "slides": ((), _slides(_each(_slide))),
    "slides-open": (TWO, _slides(_each(_slide), "auto")),
    "slides-copied": (CARDS, _slides(_slide(CARDS[0]) * 3)),
    "slides-of-news": (
        CARDS,
        _slides("".join(f"<div class=s><b>Saldo JHT</b><p>Promo {n}: Rp 42.000.000</p></div>" for n in "12"))
        + _amount(CARDS[0]),
    ),
    "dots-of-banner": (CARDS, f"<main><div><h3>Promo</h3>{_DOTS}</div>{_amount(CARDS[0])}</main>"),
    "dots-nameless": ((), f"<div>{_amount(CARDS[0])}{_DOTS}</div>"),
    # Cards called by what is no employer's form, and those that a button shows.
    "tabs-strange": (
        TWO,
        _named("<button role=tab data-n={0} aria-selected={2}>{1}</button>", ("RS Harapan", "Dinas Pendidikan"))
        + _SHOWS,
    ),
    "tabs-sections": (
        CARDS,
        _named("<button role=tab aria-selected={2}>{1}</button>", ("Ringkasan", "Grafik")) + _amount(CARDS[0]),
    ),
    "chips-pressed": (
        TWO,
        "<div id=c><button aria-pressed=true>Aktif (1)</button> <button aria-pressed=false>Non Aktif (1)</button></div><div id=o>"
        + _amount(TWO[0])
        + f"</div><script>const a={json.dumps([_amount(card) for card in TWO])};[...c.children].forEach((b,n)=>b.addEventListener("
        "'click',()=>{o.innerHTML=a[n];[...c.children].forEach((x,m)=>x.ariaPressed=String(m==n))}))</script>",
    ),
    # More cards are in sight than there are other chips.
    "chips-uneven": (
        (*TWO, ("32345678903", "UD Tiga", "300.000,00", "300000.00")),
        "<div id=c><button aria-pressed=true>Aktif</button> <button aria-pressed=false>Non Aktif</button></div><div id=o>"
        + _each(lambda c: f"<div>{_amount(c)}</div>")
        + "</div><script>const a="
        + json.dumps(
            [
                _each(lambda c: f"<div>{_amount(c)}</div>"),
                _amount(("32345678903", "UD Tiga", "300.000,00", "300000.00")),
            ]
        )
        + ";[...c.children].forEach((b,n)=>b.addEventListener('click',()=>{o.innerHTML=a[n];"
        "[...c.children].forEach((x,m)=>x.ariaPressed=String(m==n))}))</script>",
    ),
    # What the button shows names no card by its number, though the page does elsewhere.
    "switch-masked": (
        (),
        f"<div style='cursor:pointer'>{CARDS[0][0]}</div>{_amount(CARDS[0])}<button id=b>Ganti Kartu</button><div id=h hidden>"
        "<button>•••• 8901</button><button>•••• 8902</button></div>"
        "<script>b.addEventListener('click',()=>{h.hidden=false})</script>",
    ),
    "switch-stuck": (
        (),
        f"<div style='cursor:pointer'>{CARDS[0][0]}</div>{_amount(CARDS[0])}<div style='position:relative'><button>Ganti Kartu"
        "</button><div style='position:absolute;inset:0;opacity:0'></div></div>",
    ),
    "chips-empty": (CARDS, "<div><button>Aktif (1)</button> <button>Non Aktif (0)</button></div>" + _amount(CARDS[0])),
    "chips-masked": (
        (),
        f"<div><button>•••• {TWO[0][0][-4:]}</button> <button>•••• {TWO[1][0][-4:]}</button></div>{_amount(TWO[0])}",
    ),
    "switch": (TWO, _sheet(TWO, "Ganti Kartu")),
    "switch-one": (CARDS, _sheet(CARDS, "Ganti Kartu")),
    "switch-blind": ((), _amount(CARDS[0]) + "<button>Ganti Kartu</button>"),
    "dialog-each": (
        TWO,
        "<table><tr><th>KPJ<th>Aksi</tr>"
        + _each(lambda c: f"<tr><td>{c[0]}<td><button class=k>Lihat Saldo</button></tr>")
        + "</table><div id=z hidden style='position:fixed;inset:0;background:rgba(0,0,0,.4)'></div><div id=h role=dialog hidden style='position:fixed;"
        f"top:200px;background:#fff'><div id=o></div><button id=x>Tutup</button></div><script>const a={json.dumps([_amount(card) for card in TWO])};"
        "x.addEventListener('click',()=>{h.hidden=z.hidden=true});[...document.querySelectorAll('.k')].forEach((k,n)=>k.addEventListener("
        "'click',()=>{h.hidden=z.hidden=false;o.innerHTML=a[n]}))</script>",
    ),
    "listbox-over": (
        TWO,
        f"<div id=b role=combobox tabindex=0 aria-haspopup=listbox aria-expanded=false>{TWO[0][0]}</div><div id=o>{_amount(TWO[0])}</div>"
        "<ul id=l role=listbox hidden style='position:fixed;inset:60px 0 0;background:#fff'></ul><script>let at=0;const k="
        + json.dumps([card[0] for card in TWO])
        + f",a={json.dumps([_amount(card) for card in TWO])};b.addEventListener('click',()=>{{l.hidden=false;l.innerHTML=k.map((one,n)=>"
        "`<li role=option aria-selected=${n==at}>${one}`).join('');[...l.children].forEach((one,n)=>one.addEventListener('click',()=>{"
        "l.hidden=true;at=n;b.textContent=k[n];o.innerHTML=a[n]}))})</script>",
    ),
    "total-each": (TWO, _each(lambda c: f"<div>{_amount(c).replace('<td>Saldo JHT', '<td>Total Saldo JHT')}</div>")),
    "total-counted": ((), f"<h3>Total Saldo JHT (3 kartu)</h3><h1>Rp 99.000.000,00</h1>{_amount(CARDS[0])}"),
    "carousel": (
        (),
        f"<div id=k>{_amount(CARDS[0])}</div><p>Kartu 1 dari 2</p><button>Sebelumnya</button>"
        f"<button onclick=\"location='/saldo?kpj={TWO[1][0]}'\">Berikutnya</button>",
    ),
    "dots": (
        (),
        f"<div id=k>{_amount(CARDS[0])}</div><button aria-label='Kartu 2'>•</button><p>1 / 2</p>",
    ),
    "shown-all": (
        TWO,
        "<table><tr><th>KPJ<th>Perusahaan<th>Saldo JHT</tr>"
        + _each(lambda c: f"<tr><td>{c[0]}<td>{c[1]}<td>Rp {c[2]}</tr>")
        + "</table>",
    ),
}

_REJECTED, _LOCKED, _EXPIRED = "credentials-rejected", "account-locked", "password-expired"
_UNAVAILABLE, _BLOCKED, _HUMAN = "portal-unavailable", "portal-blocked", "needs-human"
_NOWHERE = "page-not-recognised balance-not-shown"

# What the portal says of a login that it does not take, and the codes that may come of it.
SAID: dict[str, tuple[str, str]] = {
    "mismatch": ("Kombinasi username dan password tidak cocok", _REJECTED),
    "attempts": ("Login gagal, sisa percobaan 2 kali", _REJECTED),
    "unmatched": ("Data yang Anda masukkan tidak sesuai", _REJECTED),
    "unknown-user": ("Pengguna tidak dikenal", _REJECTED),
    "try-again": ("Maaf, username atau password yang dimasukkan belum tepat", _REJECTED),
    "bad-creds": ("Bad credentials", _REJECTED),
    "inactive-user": ("User ID tidak aktif", _LOCKED),
    "not-active": ("Status akun Anda nonaktif. Hubungi 175", _LOCKED),
    "disabled": ("Akun dinonaktifkan sementara", _LOCKED),
    "wait-minutes": ("Anda telah salah memasukkan password 3 kali. Akun dikunci 30 menit", _LOCKED),
    "must-renew": ("Kata sandi Anda harus diperbarui", _EXPIRED),
    "old-password": ("Password Anda sudah lebih dari 90 hari, silakan ganti password", _EXPIRED),
    "session": ("Sesi habis, silakan ulangi", _HUMAN),
    "elsewhere": ("Akun Anda sedang digunakan di perangkat lain", _HUMAN),
    "busy": ("Server sedang sibuk", _UNAVAILABLE),
    "busy-2": ("Sistem sedang sibuk, silakan coba beberapa saat lagi", _UNAVAILABLE),
    "limit": ("Anda telah mencapai batas akses hari ini", f"{_BLOCKED} {_LOCKED}"),
    "hours": ("Layanan hanya tersedia pukul 06.00-22.00 WIB", _UNAVAILABLE),
    "upgrade": ("Kami sedang melakukan peningkatan sistem", _UNAVAILABLE),
    "unknown-words": ("Kode galat E-1044", "page-not-recognised"),
}
# A one-time code that is asked for after the login form was sent: over it, or on a page of its own.
OTP: dict[str, str] = {
    "otp-over": _PLAIN
    + _over(
        "<h3>Verifikasi OTP</h3><p>Masukkan kode OTP yang dikirim ke ponsel Anda</p><input name=o maxlength=6><button>Kirim</button>"
    ),
    "otp-secret": _PLAIN
    + _over(
        "<h3>Masukkan PIN</h3><p>Kode 6 angka telah dikirim ke email Anda</p><input type=password name=o maxlength=6><button>Verifikasi</button>"
    ),
    "otp-boxes": "<h3>Verifikasi</h3><p>Kode verifikasi telah dikirim ke s***@contoh.id</p>"
    + "<input maxlength=1 size=1>" * 6
    + "<button>Verifikasi</button><a href=#>Kirim ulang</a>",
    "otp-secret-page": "<h3>PIN</h3><p>Masukkan PIN Anda</p><form method=post action=/otp><input type=password name=pin maxlength=6>"
    "<button>Lanjut</button></form>",
    "otp-phone": "<h3>Verifikasi Nomor</h3><p>Kami akan mengirim kode ke nomor Anda</p><button>Kirim OTP lewat SMS</button>",
}
ENDING: dict[str, str] = {
    **{f"said-{name}": code for name, (_, code) in SAID.items()},
    "json-401": _REJECTED,
    "redirect-error": _REJECTED,
    "gone-after-menu": _NOWHERE,
    "empty": _NOWHERE,
    "pdf": _NOWHERE,
    "basic-auth": "page-not-recognised portal-blocked needs-human portal-unreachable",
    "told-on-page": _REJECTED,
    "hours-first": _UNAVAILABLE,
    "new-password": _EXPIRED,
    "session-after-menu": _HUMAN,
    **dict.fromkeys(OTP, _HUMAN),
}
_PAGE_NOTICES = {"curtain-cross-consent": _HUMAN, "consent-page": _HUMAN, "consent-modal": _HUMAN, "force-data": _HUMAN}
_NO_WAY = dict.fromkeys(
    (
        "tiles-flat-before",
        "tiles-empty",
        "tiles-neighbour",
        "tiles-grid-hand",
        "tiles-shared",
        "tiles-claim",
        "tiles-two",
        "tiles-claim-link",
        "lines-away",
        "lines-send",
        "lines-window",
        "lines-claim",
    ),
    _NOWHERE,
)
# Why the balance is not shown, where it is not that several could be meant.
_UNSHOWN = {"consent": _HUMAN, "programme-claim": _NOWHERE}
_SINS = (
    *("/klaim", "/setuju", "/ubah", "/daftar", "/lupa", "/buletin", "/survei", "/unduh", "/sandi-baru", "/admin"),
    *("/jp", "/simulasi", "/riwayat", "/otp", "/kartu", "/logout"),
)
# Pages between the menu and the balance.
_BETWEEN = {
    "/kepesertaan": "<h2>Info Kepesertaan</h2><table><tr><td>Segmen<td>PU</tr></table><a href=/menu>Beranda</a><a href=/saldo>Lihat Saldo JHT</a>"
    + _CLAIM,
    "/layanan": "<h2>Layanan</h2><ul><li><a href=/program>Jaminan Hari Tua</a></li><li><a href=/jp>Jaminan Pensiun</a></li>"
    "<li><a href=/klaim>Pengajuan Klaim</a></li></ul>",
    "/program-daftar": "<h2>Program</h2><a href=/program>JHT</a> <a href=/jp>JP</a> <a href=/jp>JKK</a>",
    "/hub": "<h2>Saldo</h2><a href=/saldo>Saldo JHT</a> <a href=/jp>Saldo JP</a>",
}
AXES: dict[str, tuple[str, ...]] = {
    "login": tuple(LOGIN), "notice": tuple(NOTICE), "menu": tuple(MENU), "choice": tuple(CHOICE), "ending": tuple(ENDING),
}  # fmt: skip
_LATE = ("gone-after-menu", "empty", "pdf", "session-after-menu")
_SCRIPTED = ("fetch", "no-form", "arrow-script")


@dataclass(frozen=True)
class Plan:
    """What a portal is put together from; `early` shows its notice over the login instead of the menu."""

    login: str = "plain"
    notice: str = "none"
    menu: str = "plain"
    choice: str = "one"
    ending: str = ""
    early: bool = False

    @property
    def codes(self) -> frozenset[str]:
        """The failure codes that are right; none where the balances must come out."""
        if self.ending in ("basic-auth", "hours-first"):
            return frozenset(ENDING[self.ending].split())
        if self.ending and self.login in _SCRIPTED and self.ending not in _LATE:
            return frozenset({_REJECTED})  # an answer of status 401 without a word
        late = self.ending in _LATE
        if self.ending and not late:
            return frozenset(ENDING[self.ending].split())
        if self.notice in _PAGE_NOTICES:
            return frozenset({_PAGE_NOTICES[self.notice]})
        if self.menu in _NO_WAY:
            return frozenset(_NO_WAY[self.menu].split())
        if late:
            return frozenset(ENDING[self.ending].split())
        return frozenset(() if CHOICE[self.choice][0] else _UNSHOWN.get(self.choice, "balance-uncertain").split())

    @property
    def cards(self) -> dict[str, str]:
        return {card[0]: card[3] for card in CHOICE[self.choice][0]}


def planned(seed: int) -> Plan:
    """The portal of a seed."""
    dice = random.Random(seed)
    parts = {axis: dice.choice(names) for axis, names in AXES.items()}
    ending = parts.pop("ending")
    ending = ending if dice.random() < 0.3 else ""
    notice = NOTICE[parts["notice"]]
    early = not notice.startswith("PAGE") and "consent" not in parts["notice"] and dice.random() < 0.3
    return Plan(**parts, ending=ending, early=early)


@dataclass
class Site:
    """A portal that is up; `sins` are requests that no check may make, `sent` those that carried the password."""

    plan: Plan
    url: str = ""
    sins: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)


def _page(body: str) -> bytes:
    return f"<!doctype html><meta charset=utf-8><title>Portal (SIMULASI)</title><body><p>SIMULASI</p>{body}".encode()


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    plan = site.plan
    notice = NOTICE[plan.notice]

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None: ...

        def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
            self.send_response(status)
            for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def to(self, where: str) -> None:
            self.answer(b"", 303, Location=where)

        def login(self, said: str = "", landed: bool = True) -> None:
            form = LOGIN[plan.login] if landed or not plan.login.startswith("landing") else _PLAIN
            over = notice if plan.early else ""
            self.answer(_page(f"{form}<div style='color:red'>{said}</div>{over}"))

        def do_GET(self) -> None:
            self.serve("")

        def do_POST(self) -> None:
            self.serve(self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode())

        def serve(self, body: str) -> None:
            parts = urlsplit(self.path)
            query = dict(parse_qsl(parts.query))
            path = parts.path
            if path in _SINS:
                site.sins.append(path)
            if PASSWORD in dict(parse_qsl(body)).values() or PASSWORD in self.path:
                site.sent.append(path)
            if plan.ending == "basic-auth":
                self.answer(b"", 401, WWW_Authenticate='Basic realm="x"')
            elif plan.ending == "hours-first":
                self.answer(_page("<h3>Layanan hanya tersedia pukul 06.00-22.00 WIB</h3>"))
            elif path == "/masuk" and self.command == "POST":
                self.take(dict(parse_qsl(body)))
            elif path in ("/", "/masuk"):
                said = "Email atau kata sandi yang Anda masukkan keliru" if "error" in query else ""
                self.login(said, landed=path == "/" and not said)
            elif path == "/beranda" and notice.startswith("PAGE"):
                self.answer(_page(notice[4:]))
            elif path in ("/beranda", "/menu"):
                over = "" if plan.early or notice.startswith("PAGE") else notice
                self.answer(_page(f"<h1>Beranda</h1>{MENU[plan.menu]}{over}"))
            elif path in ("/kerangka", "/program"):
                self.answer(_page(MENU["plain"]))
            elif path in _BETWEEN:
                self.answer(_page(_BETWEEN[path]))
            elif path == "/saldo":
                self.balance(query.get("kpj", ""))
            else:
                self.answer(_page("<p>Tidak ada di sini</p>"), 404)

        def take(self, form: dict[str, str]) -> None:
            if plan.ending == "json-401" or (
                plan.codes and plan.ending not in ("", *_LATE) and self.headers.get("x-json")
            ):
                self.answer(b'{"ok":false}', 401, Content_Type="application/json")
            elif plan.ending == "redirect-error":
                self.to("/masuk?error=1")
            elif plan.ending == "told-on-page":
                self.answer(_page("<h1>Gagal</h1><p>Email atau kata sandi salah.</p><a href=/masuk>Kembali</a>"))
            elif plan.ending == "new-password":
                self.answer(
                    _page(
                        "<h1>Ganti Kata Sandi</h1><form method=post action=/sandi-baru><label>Kata Sandi Lama "
                        "<input type=password name=o></label><label>Kata Sandi Baru <input type=password name=n></label>"
                        "<button>Simpan</button></form>"
                    )
                )
            elif plan.ending in OTP:
                self.answer(_page(OTP[plan.ending]))
            elif plan.ending.startswith("said-"):
                self.login(SAID[plan.ending.removeprefix("said-")][0], landed=False)
            elif PASSWORD not in form.values() or EMAIL not in form.values():
                self.login("Email atau kata sandi salah", landed=False)
            elif self.headers.get("x-json"):
                self.answer(b'{"ok":true}', Content_Type="application/json")
            else:
                self.to("/beranda")

        def balance(self, kpj: str) -> None:
            if plan.ending == "gone-after-menu":
                self.answer(_page("<h1>404</h1><p>Halaman tidak ditemukan</p>"), 404)
            elif plan.ending == "empty":
                self.answer(b"")
            elif plan.ending == "pdf":
                head = {"Content_Type": "application/pdf", "Content_Disposition": "attachment; filename=saldo.pdf"}
                self.answer(b"%PDF-1.4\n", 200, **head)
            elif plan.ending == "session-after-menu":
                self.login("Sesi Anda telah habis", landed=False)
            else:
                card = next((one for one in TWO if one[0] == kpj), None)
                self.answer(
                    _page(f"<p><a href=/menu>Beranda</a></p>{_amount(card) if card else CHOICE[plan.choice][1]}")
                )

    return Handler


@contextmanager
def up(plan: Plan) -> Iterator[Site]:
    """The portal of `plan`, on loopback."""
    site = Site(plan)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    server.daemon_threads = True
    site.url = f"http://127.0.0.1:{server.server_port}/"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def verdict(site: Site, told: dict[str, Any]) -> str:
    """What is wrong with the outcome of a check; nothing where it is right."""
    plan = site.plan
    if site.sins or len(site.sent) > 1 or any(path != "/masuk" for path in site.sent):
        return f"BAD pressed {site.sins}, sent {site.sent}"
    if told["status"] != "ok":
        code = told["error"]["code"]
        if code in plan.codes:
            return ""
        return (
            f"refused {code} ({told['error']['message']}, @{told['error']['screen']}) for {sorted(plan.codes) or 'ok'}"
        )
    got = {card["kpj"]: card["balance"] for card in told["cards"]}
    if plan.codes or sum(map(float, got.values())) != sum(map(float, plan.cards.values())):
        return f"WRONG {got}"
    return "" if got == plan.cards else f"cards {got}"


def _try(plan: Plan) -> str:
    with up(plan) as site, tempfile.TemporaryDirectory() as home:
        env = {key: value for key, value in os.environ.items() if not key.startswith("SALDO")} | {
            "SALDO_JHT_EMAIL": EMAIL, "SALDO_JHT_PASSWORD": PASSWORD, "SALDO_JHT_PORTAL_URL": site.url,
            "SALDO_JHT_HOME": home, "PYTHONPATH": str(Path(__file__).parents[1]),
        }  # fmt: skip
        line = [sys.executable, "-m", "checker", "check", "--json", "--unattended", "--unconfirmed", "--timeout", "45"]
        done = subprocess.run(line, env=env, cwd=home, capture_output=True, text=True, check=False)
        try:
            return verdict(site, json.loads(done.stdout))
        except ValueError:
            return f"no JSON {done.stderr[-300:]}"


def _plan(parts: dict[str, str]) -> Plan:
    return replace(Plan(), **parts)  # type: ignore[arg-type]


def plans(words: list[str]) -> list[Plan]:
    """The portals of the command line's words."""
    found: list[Plan] = []
    for word in words:
        if word == "all":
            found += [_plan({axis: one}) for axis, names in AXES.items() for one in names]
        elif word in AXES:
            found += [_plan({word: one}) for one in AXES[word]]
        elif "=" in word:
            found.append(_plan(dict(pair.split("=") for pair in word.split(","))))
        else:
            first, _, last = word.partition("-")
            found += [planned(seed) for seed in range(int(first), int(last or first) + 1)]
    return found


if __name__ == "__main__":
    wanted = plans(sys.argv[1:])
    with ThreadPoolExecutor(2) as pool:
        wrong = 0
        for plan, bad in zip(wanted, pool.map(_try, wanted), strict=True):
            wrong += bool(bad)
            if bad:
                print(f"{plan}\n    {bad}", flush=True)
    print(f"{len(wanted) - wrong} of {len(wanted)} right")
