package corpus

import "strings"

// An index finds the passages that may match one: those that share a pair of
// content words that stand near each other, in any order, or a rare word, or all words.
type index map[string][]int

const (
	pairWindow   = 3    // content words that a pair may span
	rareWeight   = 4.5  // from which a word is a key alone
	longPostings = 1000 // keys of more passages tell nothing
)

// keys returns the keys of a passage.
func (p *passage) keys() []string {
	var content []word
	var whole strings.Builder
	for _, w := range p.words {
		whole.WriteString(w.fold)
		whole.WriteByte('_')
	}
	out := []string{whole.String()}
	for i, w := range p.words {
		if w.weight < 1 {
			continue
		}
		content = append(content, w)
		if w.weight >= rareWeight {
			out = append(out, w.fold)
		}
		if i > 0 { // "back doors" and "backdoors"
			out = append(out, p.words[i-1].fold+w.fold)
		}
	}
	if len(p.words) <= wholeWords { // what common words say
		for i := 2; i < len(p.words); i++ {
			out = append(out, p.words[i-2].fold+"_"+p.words[i-1].fold+"_"+p.words[i].fold)
		}
	}
	for i := range content {
		for j := i + 1; j < len(content) && j <= i+pairWindow; j++ {
			a, b := content[i].fold, content[j].fold
			if a > b {
				a, b = b, a
			}
			out = append(out, a+" "+b)
		}
	}
	return out
}

func (ix index) add(n int, p *passage) {
	for _, k := range p.keys() {
		if list := ix[k]; len(list) == 0 || list[len(list)-1] != n {
			ix[k] = append(list, n)
		}
	}
}

// candidates returns the passages before n that share a key with it, each once.
func (ix index) candidates(n int, p *passage, seen map[int]bool) []int {
	clear(seen)
	var out []int
	for _, k := range p.keys() {
		list := ix[k]
		if len(list) > longPostings {
			continue
		}
		for _, m := range list {
			if m >= n {
				break
			}
			if !seen[m] {
				seen[m] = true
				out = append(out, m)
			}
		}
	}
	return out
}
