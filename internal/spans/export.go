package spans

// What training needs to know of the features of the first stage.

// Templates is the number of templates.
const Templates = len(templates)

// TemplateName returns the name of template t.
func TemplateName(t int) string { return templates[t].name }

// Offsets returns the bounds of the offsets that a block of template t counts
// for: seen at token i, it counts for token i-o.
func Offsets(t int) (low, high int) { return templates[t].low, templates[t].high }

// Stem returns the stem of token i.
func (r *Reading) Stem(i int) uint32 { return r.at(stem, i) }

// Kinds returns the kinds of the tokens, appended to out.
func (r *Reading) Kinds(out []Kind) []Kind {
	for i := range r.Paragraph {
		out = append(out, r.kind(i))
	}
	return out
}
