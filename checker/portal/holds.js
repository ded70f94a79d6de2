// Whether a field holds a text, written in its own way at most; what is no field holds anything.
(el, text) => el.value === undefined || el.value.trim().toLowerCase() === text.trim().toLowerCase()
