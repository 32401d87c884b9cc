package spans

import "slices"

// Choose picks the candidates that don't overlap with the greatest sum of
// P less the least probability of their role: those that lift the expected F1
// most if least is half of the F1 that is reached (minimum Bayes risk). The
// candidates are in order of their starts, as are those chosen. O(n) for n
// candidates and tokens, by weighted interval scheduling.
func Choose(candidates []Candidate, least [Roles]float64) []Candidate {
	end := 0
	for _, c := range candidates {
		end = max(end, c.End)
	}
	// By end: the greatest sum up to there, the candidate that ends there in
	// it, and lists of the candidates that end there.
	best := make([]float64, end+1)
	pick := make([]int, end+1)
	last := make([]int, end+1)
	before := make([]int, len(candidates))
	for e := range last {
		last[e] = -1
	}
	for i, c := range candidates {
		before[i], last[c.End] = last[c.End], i
	}
	for e := 1; e <= end; e++ {
		best[e], pick[e] = best[e-1], -1
		for i := last[e]; i >= 0; i = before[i] {
			c := &candidates[i]
			if x := best[c.Start] + c.P - least[c.Role]; x > best[e] {
				best[e], pick[e] = x, i
			}
		}
	}
	var out []Candidate
	for e := end; e > 0; {
		if pick[e] < 0 {
			e--
			continue
		}
		out = append(out, candidates[pick[e]])
		e = candidates[pick[e]].Start
	}
	slices.Reverse(out)
	return out
}
