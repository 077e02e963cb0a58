// Command driver builds Kustomize overlays and checks their objects against upstream schemas, many in one process.
//
//	driver overlays   < request.json          builds and checks overlays; one JSON line each
//	driver schemas    --lock F --cache DIR … makes the schemas that overlays are checked against
//	driver definitions --lock F --cache DIR … finds the same documents as they are, for a real API server
//	driver pin        --lock F                fills in the checksums and kinds of a lock that was edited by hand
//	driver merge-keys                         prints by which keys Kustomize merges lists
//
// Results go to standard output, progress and failures to standard error. Status 0: the work was done, whatever it
// found; 2: wrong usage or the work could not be done.
package main

import (
	"fmt"
	"io"
	"os"

	"mobile-backend-gitops/tools/driver/internal/mergekeys"
	"mobile-backend-gitops/tools/driver/internal/overlays"
	"mobile-backend-gitops/tools/driver/internal/schemas"
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
		fail("usage: driver overlays|schemas|definitions|pin|merge-keys")
	}
	if err := commands[os.Args[1]](os.Args[2:], os.Stdin, os.Stdout, os.Stderr); err != nil {
		fail(err.Error())
	}
}

func fail(message string) {
	fmt.Fprintln(os.Stderr, "driver: "+message)
	os.Exit(2)
}
