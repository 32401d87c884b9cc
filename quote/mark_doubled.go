package quote

// doubled costs two apostrophes or back-ticks that stand for one double mark,
// as typewriters and TeX have it (“said,” “said,”). An empty pair of single
// marks looks the same, but is not found in prose.
func doubled(m *mark) cost {
	switch {
	case m.opens():
		return cost{open: 2, close: 30, none: 25}
	case m.freeAfter():
		return cost{open: 40, close: 0, none: 25}
	}
	return cost{open: 20, close: 10, none: 20}
}
