package synthetic

import "slices"

// Score is how well groups fit the truth, over pairs of quotations.
type Score struct{ Right, Made, True int }

// F1 is the harmonic mean of precision and recall, in per cent.
func (s Score) F1() float64 { return 200 * float64(s.Right) / float64(max(1, s.Made+s.True)) }

// Precision is the share of the pairs made that are right, in per cent.
func (s Score) Precision() float64 { return 100 * float64(s.Right) / float64(max(1, s.Made)) }

// Recall is the share of the true pairs that were made, in per cent.
func (s Score) Recall() float64 { return 100 * float64(s.Right) / float64(max(1, s.True)) }

// A Scorer compares groups with the truth.
type Scorer struct {
	utterance map[string]int
	groups    map[string]int     // how many groups each quotation is in
	together  map[[2]string]bool // pairs of which both are in several
	score     Score
	all       [][]string
}

// NewScorer returns a scorer for quotations of known utterances, by id.
func NewScorer(utterance map[string]int) *Scorer {
	s := &Scorer{utterance: utterance, groups: map[string]int{}, together: map[[2]string]bool{}}
	size := map[int]int{}
	for _, u := range utterance {
		size[u]++
	}
	for _, n := range size {
		s.score.True += n * (n - 1) / 2
	}
	return s
}

// Add counts the quotations of one group.
func (s *Scorer) Add(ids []string) {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	if len(ids) > 1 {
		s.all = append(s.all, ids)
		for _, id := range ids {
			s.groups[id]++
		}
	}
}

// Score returns the result.
func (s *Scorer) Score() Score {
	out := s.score
	for _, ids := range s.all {
		size := map[int]int{}
		for _, id := range ids {
			size[s.utterance[id]]++
		}
		out.Made += len(ids) * (len(ids) - 1) / 2
		for _, n := range size {
			out.Right += n * (n - 1) / 2
		}
		// A pair that two groups have counts once.
		var several []string
		for _, id := range ids {
			if s.groups[id] > 1 {
				several = append(several, id)
			}
		}
		for i, a := range several {
			for _, b := range several[:i] {
				if !s.together[[2]string{b, a}] {
					s.together[[2]string{b, a}] = true
					continue
				}
				out.Made--
				if s.utterance[a] == s.utterance[b] {
					out.Right--
				}
			}
		}
	}
	clear(s.together)
	return out
}
