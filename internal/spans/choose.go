package spans

// Choose picks the candidates that don't overlap with the greatest sum of
// p - least: those that lift the expected F1 most if least is half of the F1 that
// is reached (minimum Bayes risk). O(n log n) for n candidates in order of start.
func Choose(candidates []Candidate, least float64) []Span {
	// Weighted interval scheduling over token positions.
	end := 0
	for _, c := range candidates {
		end = max(end, c.End)
	}
	best := make([]float64, end+1)
	pick := make([]int, end+1)
	byEnd := make([][]int, end+1)
	for i, c := range candidates {
		byEnd[c.End] = append(byEnd[c.End], i)
	}
	for e := 1; e <= end; e++ {
		best[e], pick[e] = best[e-1], -1
		for _, i := range byEnd[e] {
			c := &candidates[i]
			if x := best[c.Start] + c.P - least; x > best[e] {
				best[e], pick[e] = x, i
			}
		}
	}
	var out []Span
	for e := end; e > 0; {
		if pick[e] < 0 {
			e--
			continue
		}
		c := &candidates[pick[e]]
		out = append(out, c.Span)
		e = c.Start
	}
	for l, r := 0, len(out)-1; l < r; l, r = l+1, r-1 {
		out[l], out[r] = out[r], out[l]
	}
	return out
}
