package corpus

// An alignment says which words of two passages correspond.
type alignment struct {
	pairs    [][2]int // word of the shorter, word of the longer; -1 never
	mass     float64  // weight of the shared words
	coverage float64  // share of the shorter one's weight that is shared
	exact    bool     // the shorter one's words stand in the longer one as they are, in one run
	from, to int      // the words of the longer one from the first to behind the last shared
}

// Weights of the local alignment (Smith and Waterman, 1981).
const (
	skipped   = 0.25 // for a word left out, as a share of its weight
	reordered = 0.7  // for a shared word out of order, as a share of its weight
)

// align finds the best local alignment of the words of two passages, of which
// short has the lesser weight. Two words that the other passage writes as one
// ("back doors") count as shared. O(len(short)·len(long)).
func align(short, long []word) alignment {
	n, m := len(short), len(long)
	score := make([]float64, (n+1)*(m+1))
	move := make([]uint8, (n+1)*(m+1))
	const (
		stop uint8 = iota
		match
		leaveShort
		leaveLong
		joinShort // two words of short are one of long
		joinLong
	)
	at := func(i, j int) int { return i*(m+1) + j }
	best, bi, bj := 0.0, 0, 0
	for i := 1; i <= n; i++ {
		for j := 1; j <= m; j++ {
			s, d := 0.0, stop
			try := func(x float64, move uint8) {
				if x > s {
					s, d = x, move
				}
			}
			a, b := short[i-1], long[j-1]
			try(score[at(i-1, j)]-skipped*a.weight, leaveShort)
			try(score[at(i, j-1)]-skipped*min(b.weight, 2), leaveLong)
			if a.fold == b.fold {
				try(score[at(i-1, j-1)]+a.weight, match)
			}
			if i > 1 && joined(short[i-2].fold, a.fold, b.fold) {
				try(score[at(i-2, j-1)]+short[i-2].weight+a.weight, joinShort)
			}
			if j > 1 && joined(long[j-2].fold, b.fold, a.fold) {
				try(score[at(i-1, j-2)]+a.weight, joinLong)
			}
			score[at(i, j)], move[at(i, j)] = s, d
			if s > best {
				best, bi, bj = s, i, j
			}
		}
	}
	var out alignment
	usedShort, usedLong := make([]bool, n), make([]bool, m)
	total := 0.0
	for _, w := range short {
		total += w.weight
	}
	pair := func(i, j int) {
		out.pairs = append(out.pairs, [2]int{i, j})
		usedShort[i], usedLong[j] = true, true
		out.mass += short[i].weight
	}
	out.to = bj
	i, j := bi, bj
	for i > 0 && j > 0 && move[at(i, j)] != stop {
		switch move[at(i, j)] {
		case match:
			pair(i-1, j-1)
			i, j = i-1, j-1
		case leaveShort:
			i--
		case leaveLong:
			j--
		case joinShort:
			pair(i-1, j-1)
			pair(i-2, j-1)
			i, j = i-2, j-1
		case joinLong:
			pair(i-1, j-1)
			usedLong[j-2] = true
			i, j = i-1, j-2
		}
	}
	out.from = j
	out.exact = len(out.pairs) == n && out.to-out.from == n
	// Shared words out of order within the aligned stretch.
	for a := range short {
		if usedShort[a] {
			continue
		}
		for b := max(0, out.from-2); b < min(m, out.to+2); b++ {
			if !usedLong[b] && short[a].fold == long[b].fold {
				usedLong[b] = true
				out.mass += reordered * short[a].weight
				break
			}
		}
	}
	for l, r := 0, len(out.pairs)-1; l < r; l, r = l+1, r-1 {
		out.pairs[l], out.pairs[r] = out.pairs[r], out.pairs[l]
	}
	if total > 0 {
		out.coverage = out.mass / total
	}
	return out
}

// joined reports whether two folded words make a third when written together.
func joined(a, b, both string) bool {
	return len(a)+len(b) == len(both) && both[:len(a)] == a && both[len(a):] == b
}
