document.querySelectorAll(".toggle").forEach(function (button) {
  button.addEventListener("click", function (event) {
    event.stopPropagation();
    var open = button.parentNode.classList.toggle("show");
    button.setAttribute("aria-expanded", String(open));
  });
});
document.addEventListener("click", function () {
  document.querySelectorAll(".dd.show").forEach(function (d) { d.classList.remove("show"); d.querySelector(".toggle").setAttribute("aria-expanded", "false"); });
});
