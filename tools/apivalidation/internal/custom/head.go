package custom

import (
	"bufio"
	"encoding/json"
	"os"

	"k8s.io/apimachinery/pkg/runtime/schema"
)

// kindDefinedBy reads a file as far as the kind that it defines: the schemas that follow are megabytes. Nothing, where
// it is no CRD.
func kindDefinedBy(file string) (schema.GroupKind, error) {
	content, err := os.Open(file)
	if err != nil {
		return schema.GroupKind{}, err
	}
	defer content.Close()
	var what string
	var kind schema.GroupKind
	wanted := map[string]*string{".kind": &what, ".spec.group": &kind.Group, ".spec.names.kind": &kind.Kind}
	if err := readUntilFound(json.NewDecoder(bufio.NewReader(content)), "", wanted); err != nil {
		return schema.GroupKind{}, err
	}
	if what != "CustomResourceDefinition" {
		return schema.GroupKind{}, nil
	}
	return kind, nil
}

// readUntilFound reads an object, at a path of its document, until there is nothing more to find.
func readUntilFound(decoder *json.Decoder, path string, wanted map[string]*string) error {
	if _, err := decoder.Token(); err != nil { // its brace
		return err
	}
	for len(wanted) > 0 && decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return err
		}
		inner := path + "." + key.(string)
		target := wanted[inner]
		switch {
		case target != nil:
			delete(wanted, inner)
			err = decoder.Decode(target)
		case inner == ".spec" || inner == ".spec.names":
			err = readUntilFound(decoder, inner, wanted)
		default:
			var other json.RawMessage
			err = decoder.Decode(&other)
		}
		if err != nil {
			return err
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	_, err := decoder.Token() // its other brace
	return err
}
