// The page was not built; see index.html.
