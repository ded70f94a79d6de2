// Whether an element meets a condition.
(el, must) => call(el, "matches", must)
