//go:build !unix

package main

import "time"

var started = time.Now()

// processorTime is how long the program has run.
func processorTime() time.Duration { return time.Since(started) }
