package quote_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hearsay-go/hearsay/quote"
)

// quoting is a paragraph heavy with quotations.
const quoting = "“We never saw the letter,” said Aldo Brun, the harbour master. “Nobody did, and I'd ‘swear’ to it.”\n\n" +
	"Mayor Ingrid Voss, who has led the city since 2011, told reporters that the tunnel was “a disgrace” and “must close,” adding: “Today.”\n\n" +
	"She denied that Tideway had ignored two reports, according to people familiar with the matter.\n\n"

// Sizes are the texts of the linearity benchmarks: bytes per second must not
// fall as they grow.
func sizes() map[string]string {
	out := map[string]string{}
	for _, kb := range []int{10, 100, 1000, 10000} {
		out[fmt.Sprintf("quotations/%dKB", kb)] = strings.Repeat(quoting, kb<<10/len(quoting))
	}
	line := strings.ReplaceAll(quoting, "\n\n", " ")
	out["oneparagraph/10000KB"] = strings.Repeat(line, 10<<20/len(line))
	out["nostops/10000KB"] = strings.Repeat(strings.ReplaceAll(line, ".", ","), 10<<20/len(line))
	for _, n := range []int{100, 10000} {
		out[fmt.Sprintf("opening/%dKB", n)] = strings.Repeat("“", n<<10/len("“"))
		out[fmt.Sprintf("nested/%d000", n/100)] = strings.Repeat("“a ‘b ", n*5) + strings.Repeat("’ c” ", n*5)
	}
	return out
}

func BenchmarkParse(b *testing.B) {
	texts := sizes()
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		text := texts[name]
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				quote.Parse(text)
			}
		})
	}
}
