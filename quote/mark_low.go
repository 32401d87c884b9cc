package quote

// low costs „ and ‚, which only open („…“ or „…”).
func low(*mark) cost { return cost{open: 0, close: 60, none: 30} }
