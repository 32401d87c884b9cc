package quote

// leftAngle costs « and ‹, which open in French and Russian use («…») and
// close in German and Danish use (»…«).
func leftAngle(m *mark) cost {
	if m.closes() {
		return cost{open: 25, close: 5, none: 40}
	}
	return cost{open: 0, close: 25, none: 40}
}

// rightAngle costs » and ›.
func rightAngle(m *mark) cost {
	if m.opens() {
		return cost{open: 5, close: 25, none: 40}
	}
	return cost{open: 25, close: 0, none: 40}
}
