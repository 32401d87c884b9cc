package training

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"path"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hearsay-go/hearsay/internal/annotation"
	"github.com/hearsay-go/hearsay/internal/spans"
	"github.com/hearsay-go/hearsay/testdata"
)

// ours are the repository's own annotated articles.
func ours(t *testing.T) (out []*Example) {
	files, err := fs.Glob(testdata.News(), "*.jsonl")
	require.NoError(t, err)
	for _, name := range files {
		b, err := fs.ReadFile(testdata.News(), path.Base(name))
		require.NoError(t, err)
		articles, err := annotation.ReadJSON(bytes.NewReader(b))
		require.NoError(t, err, name)
		for i := range articles {
			out = append(out, NewExample(&articles[i]))
		}
	}
	require.NotEmpty(t, out)
	return out
}

func small() Options {
	o := DefaultOptions()
	o.Epochs, o.Folds, o.Fewest, o.Bytes, o.Rate = 4, 2, 1, 400_000, 0.1
	return o
}

func TestTrain(t *testing.T) {
	examples := ours(t)
	o := small()
	if testing.Short() {
		examples, o.Epochs = examples[:6], 1
		Train(examples, o)
		return
	}
	var log bytes.Buffer
	o.Log = &log
	m := Train(examples, o)
	assert.Contains(t, log.String(), "epoch  4")
	for role, s := range Evaluate(m, examples) {
		assert.Greater(t, s.F1(), 60.0, "%v on what it was trained on", spans.Role(role))
	}
	model := m.Encode()
	again, err := spans.Decode(model)
	require.NoError(t, err)
	assert.Equal(t, Evaluate(m, examples), Evaluate(again, examples))

	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	assert.True(t, bytes.Equal(model, Train(examples, small()).Encode()), "the same bytes on one processor")
}

// Labels that lie on no token or over paragraphs are counted, not lost quietly.
func TestExampleCountsWhatIsLost(t *testing.T) {
	var a annotation.Article
	require.NoError(t, json.Unmarshal([]byte(`{"id":"x","text":"He said no.\nShe said yes.","attributions":[
		{"id":"1","source":[[0,2]],"cue":[[3,7]],"content":[[8,10]]},
		{"id":"2","source":[[12,15]],"cue":[[16,20]],"content":[[8,24]]}]}`), &a))
	e := NewExample(&a)
	assert.Equal(t, 1, e.Lost)
	assert.Equal(t, spans.Begin(spans.Source), e.Labels[0][0])
	assert.Equal(t, spans.Begin(spans.Content), e.Labels[0][2])
}

// Every template is in one of the parts that the ablation leaves out.
func TestPartsAreAllTemplates(t *testing.T) {
	var want, got []string
	for i := range spans.Templates {
		want = append(want, spans.TemplateName(i))
	}
	for _, p := range parts {
		got = append(got, p.templates...)
	}
	assert.ElementsMatch(t, want, got)
}
