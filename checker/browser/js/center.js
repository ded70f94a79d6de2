// Scroll a place of the view to its middle, or to where the page had been, and tell where it was before and is now.
(y, back) => { const before = scrollY; window.scrollTo({ left: scrollX, top: y === null ? back : before + y - innerHeight / 2, behavior: "instant" }); return [before, scrollY]; }
