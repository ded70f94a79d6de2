// How elements stand on the page now: what is told of them, whether nothing lies over them, what they would send.
(els) => ({ told: describe(els), free: els.every(on_top), hollow: els.some(hollow) })
