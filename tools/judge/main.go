// Command judge builds Kustomize overlays and checks their objects against upstream schemas, many in one process.
//
//	judge overlays   < request.json          builds and checks overlays; one JSON line each
//	judge schemas    --lock F --cache DIR … makes the schemas that overlays are checked against
//	judge definitions --lock F --cache DIR … finds the same documents as they are, for a real API server
//	judge pin        --lock F                fills in the checksums and kinds of a lock that was edited by hand
//	judge merge-keys                         prints by which keys Kustomize merges lists
//
// Results go to standard output, progress and failures to standard error. Status 0: the work was done, whatever it
// found; 2: wrong usage or the work could not be done.
package main

import (
	"fmt"
	"io"
	"os"

	"mobile-backend-gitops/tools/judge/internal/mergekeys"
	"mobile-backend-gitops/tools/judge/internal/overlays"
	"mobile-backend-gitops/tools/judge/internal/schemas"
)

var commands = map[string]func(args []string, in io.Reader, out, progress io.Writer) error{
	"definitions": schemas.DefinitionsCommand,
	"merge-keys":  mergekeys.Command,
	"overlays":    overlays.Command,
	"pin":         schemas.Pin,
	"schemas":     schemas.Command,
}

func main() {
	if len(os.Args) < 2 || commands[os.Args[1]] == nil {
		fail("usage: judge overlays|schemas|definitions|pin|merge-keys")
	}
	if err := commands[os.Args[1]](os.Args[2:], os.Stdin, os.Stdout, os.Stderr); err != nil {
		fail(err.Error())
	}
}

func fail(message string) {
	fmt.Fprintln(os.Stderr, "judge: "+message)
	os.Exit(2)
}
