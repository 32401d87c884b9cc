package match

import (
	"math"
)

// Relation is how the speakers of two passages stand to each other.
type Relation uint8

const (
	Compatible   Relation = iota // one of them is not known, or may be either of two
	SameSpeaker                  //
	OtherSpeaker                 //
)

// Evidence is what the words of two passages say about whether they are the
// same utterance.
type Evidence struct {
	Words    float64 // log odds, before anything else is known
	Mass     float64 // weight of the shared words
	Coverage float64 // share of the shorter one's weight that the longer one has, in [0, 1]
	Exact    bool    // the shorter one's words stand in the longer one as they are, in one run
	// The words of each passage that the other one has, from the first to
	// behind the last.
	From, To           int
	OtherFrom, OtherTo int
}

// How much each sign that two passages are the same utterance weighs, by
// logistic regression over pairs of quotations that share rare words.
const (
	bias           = -15.745
	weightCoverage = 5.542  // share of the shorter one's weight that the longer one has
	weightMass     = 1.954  // logarithm of the shared words' weight
	weightSame     = 2.12   // one speaker
	weightOther    = -1.704 // two speakers
	weightDays     = -0.046 // logarithm of the days between them
	weightShare    = 2.802  // share of the longer one's words that the shorter one has
	weightRun      = 3.923  // share of the words between the first and the last shared one that are shared

	// weightNamed counts where the shorter one stands in the longer one as it is,
	// and one name, which the articles give, spoke both. Set by hand, as weightContext is: loose quotations have neither.
	weightNamed = 1.2

	// weightContext counts for the logarithm of how many other utterances the
	// two articles share, of which mostContext count.
	weightContext = 1.5
	mostContext   = 6

	fewestWords = 2
)

// SameUtterance is the least probability that links two passages;
// SureUtterance the least that counts as context for others.
const (
	SameUtterance = 0.4
	SureUtterance = 0.6
)

// Compare returns what the words of two passages say, and whether that is
// enough if all else is as favourable as can be: see [Favourable]. The same comes out for
// q and p, with the words of each exchanged.
func (al *Aligner) Compare(p, q *Passage, favourable float64) (Evidence, bool) {
	short, long := p, q
	swapped := longer(short, long)
	if swapped {
		short, long = long, short
	}
	if len(short.Words) < fewestWords || !al.hopeful(p, q, swapped, favourable) {
		return Evidence{}, false
	}
	a := al.align(short, long)
	if a.pairs < fewestWords {
		return Evidence{}, false
	}
	e := Evidence{
		Words: judge(a.coverage, a.mass, float64(a.pairs)/float64(len(long.Words)), float64(a.pairs)/float64(a.to-a.from)),
		Mass:  a.mass, Coverage: min(1, a.coverage), Exact: a.exact,
		From: 0, To: len(short.Words), OtherFrom: a.from, OtherTo: a.to,
	}
	if swapped {
		e.From, e.To, e.OtherFrom, e.OtherTo = e.OtherFrom, e.OtherTo, e.From, e.To
	}
	return e, e.Words+favourable >= leastLogOdds
}

// longer orders passages by what their words weigh.
func longer(p, q *Passage) bool {
	switch {
	case p.Weight != q.Weight:
		return p.Weight > q.Weight
	case len(p.Words) != len(q.Words):
		return len(p.Words) > len(q.Words)
	}
	return p.Text > q.Text
}

// Favourable is the most that all but the words can add to the log odds for two
// passages, of which both speakers may be known by name, and whose articles
// share so many other utterances at most.
func Favourable(named bool, context int) float64 {
	x := weightSame + weightContext*math.Log1p(float64(min(context, mostContext)))
	if named {
		x += weightNamed
	}
	return x
}

var leastLogOdds = math.Log(SameUtterance / (1 - SameUtterance))

func judge(coverage, mass, share, run float64) float64 {
	return bias + weightCoverage*coverage + weightMass*math.Log(mass+0.1) + weightShare*share + weightRun*run
}

// joinSlack is the weight of words that may be shared though each passage
// writes them another way.
const joinSlack = 7

// hopeful bounds what an alignment can give by the words that both passages
// have, in whatever order.
func (al *Aligner) hopeful(p, q *Passage, swapped bool, favourable float64) bool {
	al.last.fill(p, al.weight)
	mass, shared, others, othersCount := al.last.share(q, al.weight)
	short, long := p, q
	if swapped {
		short, long, mass, shared = q, p, others, othersCount
	}
	if shared < fewestWords {
		return false
	}
	mass = min(mass+min(mass, joinSlack), float64(short.Weight))
	share := min(1, float64(shared+2)/float64(len(long.Words)))
	return judge(mass/float64(short.Weight), mass, share, 1)+favourable >= leastLogOdds
}

// Circumstances is what else is known about two passages.
type Circumstances struct {
	Speakers Relation
	Named    bool    // both speakers are known by name
	Days     float64 // between the two, 0 if not known
	Context  int     // how many other utterances their articles surely share
}

// Probability returns how likely two passages are the same utterance, in [0, 1].
func (e *Evidence) Probability(c Circumstances) float64 {
	x := e.Words + weightDays*math.Log1p(c.Days) + weightContext*math.Log1p(float64(min(c.Context, mostContext)))
	switch c.Speakers {
	case SameSpeaker:
		x += weightSame
		if c.Named && e.Exact {
			x += weightNamed
		}
	case OtherSpeaker:
		x += weightOther
	}
	return 1 / (1 + math.Exp(-x))
}
