package quote

import "unicode"

// straightDouble costs the typewriter mark ", whose side only its place tells.
func straightDouble(m *mark) cost {
	switch {
	case m.opens():
		return cost{open: 0, close: 60, none: 40}
	case m.closes():
		if unicode.IsDigit(m.before) { // 5'11"
			return cost{open: 60, close: 0, none: 15}
		}
		return cost{open: 60, close: 0, none: 40}
	case m.freeBefore(): // spaces on both sides
		return cost{open: 15, close: 15, none: 40}
	case isPunct(m.before): // `done."The`
		return cost{open: 30, close: 5, none: 40}
	}
	return cost{open: 15, close: 20, none: 40}
}
