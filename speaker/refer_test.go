package speaker_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hearsay-go/hearsay/quote"
	"github.com/hearsay-go/hearsay/speaker"
)

// TestRefer resolves sources, whoever found them: the last ⟦…⟧ of a text is the
// source of a statement, each before it that of an earlier one.
func TestRefer(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"surname", "Rosa Lind resigned. ⟦Lind⟧ said so.", "Rosa Lind"},
		{"pronoun: the subject", "Tom Kerr met Hugo Stein on Monday. ⟦He⟧ said no.", "Tom Kerr"},
		{"pronoun: the last speaker", "Ren Zhengfei met Hugo Stein. ⟦Stein⟧ said yes. ⟦He⟧ said no.", "Hugo Stein"},
		{"they: a group", "Aldo Brun heard two engineers. ⟦They⟧ said no.", "two engineers"},
		{"they: a pair", "Lena Ortiz and Tom Kerr resigned. ⟦They⟧ said no.", "Lena Ortiz and Tom Kerr"},
		{"the two", "Lena Ortiz and Tom Kerr resigned. ⟦The two⟧ said no.", "Lena Ortiz and Tom Kerr"},
		{"himself", "Tom Kerr resigned. ⟦Kerr himself⟧ said no.", "Tom Kerr"},
		{"he and she", "Tom Kerr met Rosa Lind. ⟦He and Lind⟧ said no.", "Tom Kerr and Rosa Lind"},
		{"who", "He met Dana Holt, ⟦who⟧ said no.", "Dana Holt"},
		{"who: not the place", "He met the drivers from Westbridge, ⟦who⟧ said no.", "the drivers"},
		{"many of whom", "He met the drivers, ⟦many of whom⟧ said no.", "the drivers"},
		{"which", "It upset the Harbour Bank, ⟦which⟧ said no.", "Harbour Bank"},
		{"three", "⟦Ida Falk, Tom Kerr and two engineers⟧ said no.", "Ida Falk, Tom Kerr and two engineers"},
		{"senators", "⟦Sens. Ida Falk (D-Mont.) and Tom Kerr (R-La.)⟧ said the old bridge would hold.", "Ida Falk and Tom Kerr"},
		{"apposition", "⟦Rosa Lind, a professor at Westbridge and a former judge,⟧ said no.", "Rosa Lind"},
		{"two jobs", "⟦Lead researcher and engineer Rosa Lind⟧ said no.", "Rosa Lind"},
		{"not the lawyer's client", "⟦A lawyer for Tom Kerr⟧ said no.", "A lawyer for Tom Kerr"},
		{"not the owner", "Ida Falk spoke. ⟦The Falk campaign⟧ said no.", "The Falk campaign"},
		{"age", "Ren Zhengfei founded it. ⟦The 74-year-old⟧ said no.", "Ren Zhengfei"},
		{"role", "Mayor Lena Ortiz spoke to Tom Kerr. ⟦The mayor⟧ said no.", "Lena Ortiz"},
		{"role, later", "⟦The auditor⟧ said no. Nobody asked auditor Rosa Lind.", "Rosa Lind"},
		{"another's role", "Mayor Lena Ortiz resigned. ⟦The FBI director⟧ said no.", "The FBI director"},
		{"party", "Republican candidate Hugo Stein met Democratic candidate Ida Falk. ⟦The Republican candidate⟧ said no.", "Hugo Stein"},
		{"how many", "Tens of thousands of voters wrote in. ⟦They⟧ said no.", "Tens of thousands of voters"},
		{"his lawyer", "Brun's lawyer Ida Falk spoke. Hugo Stein came alone. ⟦His lawyer⟧ said no.", "His lawyer"},
		{"not on the hill", "It pleased nervous Democrats on Capitol Hill, ⟦who⟧ said no.", "Democrats"},
		{"a group without a name", "The Harbour Bank wrote to a group of voters. ⟦The group⟧ said no.", "The group"},
		{"a group with a name", "The Harbour Bank wrote to the voters. ⟦The bank⟧ said no.", "Harbour Bank"},
		{"nobody", "Ida Falk came. ⟦No one⟧ said so.", ""},
		{"too far back: a verb", "It ⟦prompted his wife Ida Falk to promise⟧ more.", "Ida Falk"},
		{"too far on: behind the relative", "A study that ⟦appeared in the journal⟧ said no.", "A study"},
		{"all", "⟦Ida Falk (D-Mont.), Tom Kerr and Hugo Stein⟧ said yes. Ida Falk (D-Mont.) and Tom Kerr ⟦all⟧ said no.", "Ida Falk and Tom Kerr"},
		{"too far on: a time", "⟦The Supreme Court this month⟧ said no.", "Supreme Court"},
		{"too far on: a verb", "⟦The piece used one of her letters⟧ as proof.", "The piece"},
		{"too far on: a participle", "⟦Protesters marching by the river⟧ said no.", "Protesters"},
		{"called in full each time", "Hugo Brandt wrote a plan. Brandt likes it, and Brandt has time. Ida Brandt spoke of it. Ida Brandt left. Ida Brandt returned. ⟦Brandt⟧ said no.", "Hugo Brandt"},
		{"not his speech", "Brandt Speech at the Harbour Hall (watch). Hugo Brandt came. ⟦Brandt⟧ said no.", "Hugo Brandt"},
		{"May", "Prime Minister Ida May arrived in May. ⟦May⟧ said no.", "Ida May"},
		{"part of the name", "The Northern Relief Fund met the Harbour Bank. ⟦The fund⟧ said no.", "Northern Relief Fund"},
		{"document", "Lena Ortiz read a report. ⟦The report⟧ said no.", "The report"},
		{"reduced clause", "⟦A study released on Friday by Westbridge⟧ said no.", "A study"},
		{"of a place", "⟦Representative Paul B. Marsh of Ohio⟧ said the old bridge would hold.", "Paul B. Marsh"},
		{"I", "⟦I⟧ think not.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var sources []quote.Span
			var plain strings.Builder
			for rest := c.text; ; {
				before, after, ok := strings.Cut(rest, "⟦")
				plain.WriteString(before)
				if !ok {
					break
				}
				source, after, _ := strings.Cut(after, "⟧")
				sources = append(sources, quote.Span{Start: plain.Len(), End: plain.Len() + len(source)})
				plain.WriteString(source)
				rest = after
			}
			doc := quote.Parse(plain.String())
			doc.Statements = nil
			for _, s := range sources {
				doc.Statements = append(doc.Statements, quote.Statement{Kind: quote.Indirect, Source: s, Content: []quote.Span{{Start: s.End, End: s.End + 1}}})
			}
			all := speaker.Attribute(doc).Attributions
			require.Equal(t, c.want, all[len(all)-1].Speaker)
		})
	}
}
