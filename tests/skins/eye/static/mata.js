document.querySelectorAll(".mata").forEach(function (tombol) {
  var isi = tombol.closest(".kartu").querySelector(".nominal"), tutup = isi.innerHTML, buka = false;
  tombol.addEventListener("click", function () {
    buka = !buka;
    isi.innerHTML = buka ? isi.dataset.isi : tutup;
    tombol.setAttribute("aria-label", buka ? "Sembunyikan saldo" : "Tampilkan saldo");
  });
});
