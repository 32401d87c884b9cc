package spans

import "slices"

// Choose picks the candidates that don't overlap with the greatest sum of
// P less the least probability of their role: those that lift the expected F1
// most if least is half of the F1 that is reached (minimum Bayes risk). The
// candidates are in order of their starts, as are those chosen. O(n) for n
// candidates and tokens, by weighted interval scheduling.
func Choose(candidates []Candidate, least [Roles]float64) []Candidate {
	return new(chooser).choose(candidates, least)
}

// A chooser is the memory that choosing reuses: by end, the greatest sum up to
// there, the candidate that ends there in it, and lists of the candidates that
// end there.
type chooser struct {
	places []choice
	before []int32
}

type choice struct {
	best       float64
	pick, last int32
}

func (x *chooser) choose(candidates []Candidate, least [Roles]float64) []Candidate {
	end := 0
	for _, c := range candidates {
		end = max(end, c.End)
	}
	x.places, x.before = grow(x.places, end+1), grow(x.before, len(candidates))
	places, before := x.places, x.before
	places[0] = choice{}
	for e := range places {
		places[e].last = -1
	}
	for i, c := range candidates {
		before[i], places[c.End].last = places[c.End].last, int32(i)
	}
	for e := 1; e <= end; e++ {
		at := &places[e]
		at.best, at.pick = places[e-1].best, -1
		for i := at.last; i >= 0; i = before[i] {
			c := &candidates[i]
			if sum := places[c.Start].best + c.P - least[c.Role]; sum > at.best {
				at.best, at.pick = sum, i
			}
		}
	}
	var out []Candidate
	for e := end; e > 0; {
		k := places[e].pick
		if k < 0 {
			e--
			continue
		}
		out = append(out, candidates[k])
		e = candidates[k].Start
	}
	slices.Reverse(out)
	return out
}
