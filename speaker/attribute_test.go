package speaker_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/hearsay-go/hearsay/quote"
	"github.com/hearsay-go/hearsay/speaker"
)

// check fails the test if a result breaks what Attribute promises.
func check(t *testing.T, r *speaker.Result) {
	t.Helper()
	require.Len(t, r.Attributions, len(r.Document.Statements))
	names := map[string]bool{"": true}
	for _, rule := range speaker.DefaultRules() {
		names[rule.Name] = true
	}
	inside := func(s quote.Span) {
		t.Helper()
		require.True(t, 0 <= s.Start && s.Start <= s.End && s.End <= len(r.Document.Text), "%v", s)
	}
	for i := range r.Attributions {
		a := &r.Attributions[i]
		inside(a.Source)
		inside(a.Cue)
		require.True(t, 0 <= a.Confidence && a.Confidence <= 1, "confidence %v", a.Confidence)
		require.True(t, names[a.Rule], "rule %q", a.Rule)
		require.False(t, a.Rule == "" && a.Speaker != "", "a speaker without a rule")
		for _, e := range a.Entities {
			require.Less(t, e, len(r.Entities))
		}
		for _, s := range a.Because {
			inside(s.Span)
		}
	}
	for _, m := range r.Mentions {
		inside(m.Span)
		require.Less(t, m.Entity, len(r.Entities))
	}
}

func FuzzAttribute(f *testing.F) {
	for _, text := range []string{
		"", "“We lost,” said Mr. O'Brien-Smith Jr. (R-N.D.), the U.S. senator. “Yes,” he added.",
		"The Centers for Disease Control and Prevention (CDC) closed. “Wash,” the CDC said.",
		"WALLACE: Yes.\nMIKE PENCE, GOVERNOR: No.\nQ: Why?\nA: Because.",
		"Mr Ren's eldest daughter, Ms Meng, has denied it. The 74-year-old told her: “No.”",
		"“a”\n–Commissioner Geoffrey Starks\nAnd from Chairwoman Rowe:\n“b”",
		"Ren Ren Ren Ren Ren said said Ren and Ren and his and Ren.", "\xff“\xfe” He said X.Y.Z.",
		strings.Repeat("Of The And ", 50) + "said “x.”",
		"Ida Falk, Tom Kerr (R-La.) and two aides, who who, said “x.” They said: “y.” Most of whom said “z.” The two said “w.”",
		"Rosa Lind On The Broken Bridge\nLind, a judge and a professor, said “x.” The bank which said “y.”",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		first := speaker.Attribute(quote.Parse(text))
		check(t, first)
		second := speaker.Attribute(quote.Parse(text))
		if diff := cmp.Diff(first.Quotes(), second.Quotes()); diff != "" {
			t.Fatalf("a second run differs: %s", diff)
		}
	})
}

// TestConcurrent uses the tagger's shared model from many goroutines.
func TestConcurrent(t *testing.T) {
	const text = "Wolfram resigned on Monday. “It was time,” Wolfram said. Teachers cheered."
	want := speaker.Attribute(quote.Parse(text)).Quotes()
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if diff := cmp.Diff(want, speaker.Attribute(quote.Parse(text)).Quotes()); diff != "" {
				t.Error(diff)
			}
		})
	}
	group.Wait()
}

// TestRules shows that a user's rule set changes results as documented.
func TestRules(t *testing.T) {
	const text = "HOST sat down.\n\n“Good evening.”\n\nMayor Lena Ortiz left the hall at noon. “Good evening to you.”"
	attribute := func(rules speaker.Rules) []string {
		var out []string
		for _, a := range speaker.Attribute(quote.Parse(text), speaker.WithRules(rules)).Attributions {
			out = append(out, a.Speaker+"/"+a.Rule)
		}
		return out
	}
	defaults := speaker.DefaultRules()
	require.Contains(t, attribute(defaults), "Lena Ortiz/subject-before")

	house := &speaker.Rule{Name: "house", Doc: "everything is the host's", Apply: func(p *speaker.Pass) {
		p.Propose(speaker.Proposal{Speaker: "Dana Wallis", Kind: speaker.Person, Confidence: 0.99})
	}}
	require.Equal(t, []string{"Dana Wallis/house", "Dana Wallis/house"}, attribute(defaults.With(house)), "appended")
	require.Equal(t, 0, defaults.Before("source-before", house).Index("house"), "put first")

	veto := &speaker.Rule{Name: "veto", Doc: "no guesses from sentences before", Apply: func(p *speaker.Pass) {
		p.Veto(func(x *speaker.Proposal) bool { return x.Rule == "subject-before" })
	}}
	for _, a := range speaker.Attribute(quote.Parse(text), speaker.WithRules(defaults.With(veto))).Attributions {
		require.NotEqual(t, "subject-before", a.Rule, "vetoed")
		for _, lost := range a.Rejected {
			if lost.Rule == "subject-before" {
				require.Equal(t, "veto", lost.Vetoed, "the loser is kept")
			}
		}
	}
	require.NotContains(t, attribute(defaults.Without("subject-before")), "Lena Ortiz/subject-before", "switched off")
	quiet := &speaker.Rule{Name: "subject-before", Doc: "nothing", Apply: func(*speaker.Pass) {}}
	require.Len(t, defaults.With(quiet), len(defaults), "replaced")
	require.NotContains(t, attribute(defaults.With(quiet)), "Lena Ortiz/subject-before", "replaced")
	require.Equal(t, speaker.DefaultRules().Index("house"), -1, "the default set is left alone")

	require.ErrorContains(t, speaker.Rules{house, house}.Validate(), `named "house"`)
	require.ErrorContains(t, speaker.Rules{{Name: "empty"}}.Validate(), "needs a name and an Apply function")
	require.NoError(t, defaults.Validate())
	for _, r := range defaults {
		require.NotEmpty(t, r.Doc, r.Name)
	}
	require.Panics(t, func() { attribute(speaker.Rules{house, house}) })
}

// TestReweigh shows that a rule may weigh others' proposals and give IDs, that
// the losers are kept, and that a threshold leaves a statement to nobody.
func TestReweigh(t *testing.T) {
	doc := quote.Parse("Mayor Lena Ortiz left the hall at noon. “Good evening.”")
	doubt := &speaker.Rule{Name: "doubt", Doc: "less of everything", Apply: func(p *speaker.Pass) {
		p.Reweigh(func(*speaker.Proposal) float64 { return 0.5 })
	}}
	known := &speaker.Rule{Name: "known", Doc: "the mayor's ID", Apply: func(p *speaker.Pass) {
		p.Propose(speaker.Proposal{Speaker: "Lena Ortiz", Entities: []int{0}, ID: "Q1", Confidence: 0.9})
	}}
	plain := speaker.Attribute(doc).Attributions[0]
	r := speaker.Attribute(doc, speaker.WithRules(speaker.DefaultRules().With(doubt, known)))
	a := r.Attributions[0]
	require.Equal(t, "known", a.Rule)
	require.Equal(t, "Q1", a.ID)
	require.Equal(t, "Q1", r.Entities[0].ID)
	require.Equal(t, "Q1", r.Quotes()[0].SpeakerID)
	require.InDelta(t, 0.45, a.Confidence, 1e-9)
	require.Equal(t, "subject-before", a.Rejected[0].Rule)
	require.InDelta(t, plain.Confidence/2, a.Rejected[0].Confidence, 1e-9)
	require.Contains(t, r.Explain(0).String(), "reweighed by doubt")
	require.Contains(t, r.Explain(0).String(), "not Lena Ortiz: subject-before")

	abstained := speaker.Attribute(doc, speaker.WithThreshold(0.99)).Attributions[0]
	require.Empty(t, abstained.Speaker)
	require.Zero(t, abstained.Confidence)
	require.Equal(t, plain.Speaker, abstained.Rejected[0].Speaker)
}

func BenchmarkAttribute(b *testing.B) {
	const text = "“We never saw the letter,” said Aldo Brun, the harbour master. “Nobody did,” he added.\n\n" +
		"Mayor Ingrid Voss, who has led the city since 2011, told reporters that the tunnel was “a disgrace.”\n\n" +
		"The mayor denied that Tideway Crossings had ignored two reports, according to a spokeswoman for Brun.\n\n"
	for _, size := range []struct {
		name  string
		bytes int
	}{{"10KB", 10 << 10}, {"100KB", 100 << 10}, {"1MB", 1 << 20}, {"10MB", 10 << 20}} {
		for _, form := range []string{"paragraphs", "oneparagraph"} {
			long := strings.Repeat(text, size.bytes/len(text))
			if form == "oneparagraph" {
				long = strings.ReplaceAll(long, "\n\n", " ")
			}
			doc := quote.Parse(long)
			b.Run(form+"/"+size.name, func(b *testing.B) {
				b.SetBytes(int64(len(long)))
				b.ReportAllocs()
				for b.Loop() {
					speaker.Attribute(doc)
				}
			})
		}
	}
}
