package mergekeys

import "io"

// Command is `driver merge-keys`: it prints [All] as JSON and reads nothing.
func Command(_ []string, _ io.Reader, out, _ io.Writer) error { return Print(out, All()) }
