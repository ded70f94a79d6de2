// Give the page that stands in a frame, as one text, to the frame's element.
(el, html) => { framedPages.set(el, html); }
