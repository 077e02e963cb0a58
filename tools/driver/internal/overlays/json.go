package overlays

import (
	"encoding/json"
	"errors"
	"regexp"

	kyaml "sigs.k8s.io/kustomize/kyaml/yaml"
)

// toJSON gives the JSON that Kustomize makes the YAML of `kustomize build` from. Kustomize gets there by printing and
// parsing; a walk over the nodes takes a quarter of the time. An object with a scalar that is not plainly a string, a
// whole number, a boolean or null goes Kustomize's own way.
func toJSON(object *kyaml.RNode) (json.RawMessage, error) {
	text, err := appendNode(nil, object.YNode())
	if errors.Is(err, errUnusual) {
		return object.MarshalJSON()
	}
	return text, err
}

var errUnusual = errors.New("only Kustomize itself knows how it prints this node")

func appendNode(text []byte, node *kyaml.Node) ([]byte, error) {
	switch node.Kind {
	case kyaml.MappingNode:
		return appendMap(text, node)
	case kyaml.SequenceNode:
		return appendList(text, node)
	case kyaml.ScalarNode:
		return appendScalar(text, node)
	default:
		return nil, errUnusual
	}
}

func appendMap(text []byte, node *kyaml.Node) ([]byte, error) {
	text = append(text, '{')
	for i := 0; i+1 < len(node.Content); i += 2 {
		key := node.Content[i]
		if key.Kind != kyaml.ScalarNode || key.ShortTag() != kyaml.NodeTagString {
			return nil, errUnusual
		}
		if i > 0 {
			text = append(text, ',')
		}
		text = append(appendString(text, key.Value), ':')
		var err error
		if text, err = appendNode(text, node.Content[i+1]); err != nil {
			return nil, err
		}
	}
	return append(text, '}'), nil
}

func appendList(text []byte, node *kyaml.Node) ([]byte, error) {
	text = append(text, '[')
	for i, item := range node.Content {
		if i > 0 {
			text = append(text, ',')
		}
		var err error
		if text, err = appendNode(text, item); err != nil {
			return nil, err
		}
	}
	return append(text, ']'), nil
}

// literal is what YAML and JSON write alike.
var literal = regexp.MustCompile(`^(true|false|null|0|-?[1-9][0-9]{0,14})$`)

func appendScalar(text []byte, node *kyaml.Node) ([]byte, error) {
	switch {
	case node.ShortTag() == kyaml.NodeTagString:
		return appendString(text, node.Value), nil
	case node.Style == 0 && literal.MatchString(node.Value):
		return append(text, node.Value...), nil
	default:
		return nil, errUnusual
	}
}

func appendString(text []byte, value string) []byte {
	quoted, _ := json.Marshal(value) // a string always marshals
	return append(text, quoted...)
}
