package main

import (
	"errors"
	"time"

	"github.com/alicebob/miniredis/v2"
)

// redis serves an in-memory Redis on an address. Its keys expire in real time.
func redis(args []string) error {
	if len(args) != 1 {
		return errors.New("usage: kit redis ADDRESS")
	}
	server := miniredis.NewMiniRedis()
	if err := server.StartAddr(args[0]); err != nil {
		return err
	}
	defer server.Close()
	for last := time.Now(); ; {
		time.Sleep(time.Second)
		now := time.Now()
		server.FastForward(now.Sub(last))
		server.SetTime(now)
		last = now
	}
}
