// Command kit holds what the lab needs besides Kubernetes' own programs.
//
//	kit run PIDFILE -- PROGRAM ARGUMENT…   runs a program that must not outlive whoever started it
//	kit certificates DIR < wanted.json     makes certificate authorities, certificates and keys
//	kit redis ADDRESS                      serves what Argo CD keeps in Redis
package main

import (
	"fmt"
	"os"
)

var commands = map[string]func(args []string) error{
	"certificates": certificates,
	"redis":        redis,
	"run":          run,
}

func main() {
	if len(os.Args) < 2 || commands[os.Args[1]] == nil {
		fail("usage: kit run|certificates|redis")
	}
	if err := commands[os.Args[1]](os.Args[2:]); err != nil {
		fail(err.Error())
	}
}

func fail(message string) {
	fmt.Fprintln(os.Stderr, "kit: "+message)
	os.Exit(2)
}
