package overlays

import (
	"encoding/json"
	"errors"
	"regexp"

	"sigs.k8s.io/kustomize/api/resource"
	kyaml "sigs.k8s.io/kustomize/kyaml/yaml"
	"sigs.k8s.io/yaml"
)

// toJSON gives what Argo CD reads of an object in the text that `kustomize build` prints. Printing and reading takes
// many times as long as a walk over the nodes, so only an object with a scalar that is not plainly a printable string, a
// whole number, a boolean or null goes that way.
func toJSON(object *resource.Resource) (json.RawMessage, error) {
	text, err := appendNode(nil, object.YNode())
	if errors.Is(err, errUnusual) {
		return asRead(object)
	}
	return text, err
}

// asRead prints an object as Kustomize does and reads that as Argo CD does.
// https://github.com/argoproj/argo-cd/blob/v3.5.7/gitops-engine/pkg/utils/kube/kube.go, SplitYAML
func asRead(object *resource.Resource) (json.RawMessage, error) {
	printed, err := object.AsYAML()
	if err != nil {
		return nil, err
	}
	return yaml.YAMLToJSON(printed)
}

var errUnusual = errors.New("only the printed text tells what this node is read as")

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
		if key.Kind != kyaml.ScalarNode || key.ShortTag() != kyaml.NodeTagString || !isPlain(key.Value) {
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
	case node.ShortTag() == kyaml.NodeTagString && isPlain(node.Value):
		return appendString(text, node.Value), nil
	case node.Style == 0 && literal.MatchString(node.Value):
		return append(text, node.Value...), nil
	default:
		return nil, errUnusual
	}
}

// isPlain says whether every way of printing a text and reading it gives that text: of ASCII it does, without control
// characters.
func isPlain(text string) bool {
	for i := range len(text) {
		if (text[i] < ' ' && text[i] != '\n') || text[i] > '~' {
			return false
		}
	}
	return true
}

func appendString(text []byte, value string) []byte {
	quoted, _ := json.Marshal(value) // a string always marshals
	return append(text, quoted...)
}
