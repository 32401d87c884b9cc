package spans

import (
	_ "embed"
	"sync"
)

//go:embed model.bin
var embedded []byte

// Embedded returns the model that the package carries. It is read when it is
// first asked for. It panics if the build holds a file that is no usable model.
var Embedded = sync.OnceValue(func() *Model {
	m, err := Decode(embedded)
	if err != nil {
		panic("internal/spans/model.bin: " + err.Error())
	}
	return m
})
