package quote

// leftDouble costs “, which opens, but for slips of the typesetter.
func leftDouble(m *mark) cost {
	if m.closes() {
		return cost{open: 25, close: 12, none: 40}
	}
	return cost{open: 0, close: 45, none: 40}
}

// rightDouble costs ”, which closes, but may open a paragraph by a slip.
func rightDouble(m *mark) cost {
	if m.opens() {
		if m.before == 0 {
			return cost{open: 5, close: 40, none: 40}
		}
		return cost{open: 12, close: 20, none: 40}
	}
	return cost{open: 45, close: 0, none: 30}
}
