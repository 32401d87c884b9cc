package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func Example() {
	run(nil, strings.NewReader(`{"id": "bbc", "outlet": "BBC", "date": "2019-01-15", "source": "Ren Zhengfei", "text": "No law in China requires any company to install mandatory backdoors"}
{"id": "cnn", "outlet": "CNN", "date": "2019-01-15", "source": "Mr Ren", "text": "“no law in China requires any company to install mandatory back doors.”"}
{"id": "fox", "outlet": "Fox", "date": "2019-01-16", "source": "a spokesman", "text": "too many"}
`), os.Stdout, os.Stderr)
	// Output:
	// {"id":"bbc","group":1}
	// {"id":"cnn","group":1}
	// {"id":"fox","group":2}
}

func TestBadInput(t *testing.T) {
	var out, errs bytes.Buffer
	status := run(nil, strings.NewReader("{\"id\":\"a\",\"text\":\"one two three\"}\n{\n{\"id\":\"a\",\"text\":\"again\"}\n{\"text\":\"…\"}\n"), &out, &errs)
	require.Equal(t, 1, status)
	require.Equal(t, "{\"id\":\"a\",\"group\":1}\n{\"id\":\"4\",\"group\":2}\n", out.String(), "every id once, also one without words")
	require.Contains(t, errs.String(), "standard input:2: not a quotation in JSON")
	require.Contains(t, errs.String(), `the id "a" came before`)
}

func TestWhy(t *testing.T) {
	var out, errs bytes.Buffer
	in := "{\"id\":\"a\",\"outlet\":\"A\",\"source\":\"Lena Ortiz\",\"text\":\"Every anchor in that ceiling will be tested twice\"}\n" +
		"{\"id\":\"b\",\"outlet\":\"B\",\"source\":\"Ortiz\",\"text\":\"every anchor in that ceiling\"}\n"
	require.Zero(t, run([]string{"-why"}, strings.NewReader(in), &out, &errs))
	require.Contains(t, out.String(), `"reason":"5 words in a row, same speaker, as in A"}`)
	require.Equal(t, 2, run([]string{"-nonsense"}, strings.NewReader(in), &out, &errs))
}
