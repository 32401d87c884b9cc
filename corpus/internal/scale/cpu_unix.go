//go:build unix

package main

import (
	"syscall"
	"time"
)

// processorTime is how long the program has run on any processor: what a busy
// machine doesn't stretch.
func processorTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
