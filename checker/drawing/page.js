// The words of the nearest point, where the pointer or the finger is.
document.querySelectorAll("figure > div").forEach(function (drawn) {
  var told = document.getElementById("told"), figure = drawn.parentNode, last = null;
  var dots = Array.prototype.slice.call(drawn.querySelectorAll(".dots")).filter(function (one) {
    return one.querySelector("title");
  });
  function near(event) {
    var best = null, least = 1600;
    dots.forEach(function (one) {
      var box = one.querySelector(".dot").getBoundingClientRect();
      var x = box.left + box.width / 2 - event.clientX, y = box.top + box.height / 2 - event.clientY;
      if (x * x + y * y < least) { least = x * x + y * y; best = one; }
    });
    if (best === last) { return; }
    if (last) { last.classList.remove("near"); }
    last = best;
    told.textContent = best ? best.getAttribute("data-told") : "";
    if (!best) { return; }
    best.classList.add("near");
    var place = figure.getBoundingClientRect(), box = best.querySelector(".dot").getBoundingClientRect();
    var left = box.left - place.left - told.offsetWidth / 2;
    told.style.left = Math.max(0, Math.min(place.width - told.offsetWidth, left)) + "px";
    told.style.top = Math.max(0, box.top - place.top - told.offsetHeight - 8) + "px";
  }
  // The browser's own slower bubble would say the same once more.
  dots.forEach(function (one) {
    var title = one.querySelector("title");
    one.setAttribute("data-told", title.textContent);
    title.remove();
  });
  drawn.addEventListener("pointermove", near);
  drawn.addEventListener("pointerdown", near);
});
