package mergekeys

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"slices"
)

// Print writes merge keys as JSON with sorted keys, one list a line: short, and a pleasure to compare.
func Print(out io.Writer, all map[string]Keys) error {
	var text bytes.Buffer
	text.WriteString("{")
	for i, kind := range slices.Sorted(maps.Keys(all)) {
		text.WriteString(separator(i) + "\n  " + quote(kind) + ": {")
		for j, path := range slices.Sorted(maps.Keys(all[kind])) {
			text.WriteString(separator(j) + "\n    " + quote(path) + ": [")
			for k, key := range all[kind][path] {
				if k > 0 {
					text.WriteString(", ")
				}
				text.WriteString(quote(key))
			}
			text.WriteString("]")
		}
		text.WriteString("\n  }")
	}
	text.WriteString("\n}\n")
	_, err := out.Write(text.Bytes())
	return err
}

func separator(index int) string {
	if index > 0 {
		return ","
	}
	return ""
}

func quote(text string) string {
	quoted, _ := json.Marshal(text) // a string always marshals
	return string(quoted)
}
