// What the tab keeps of this page's origin, as names and values.
() => Object.entries(sessionStorage)
