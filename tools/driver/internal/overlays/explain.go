package overlays

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"github.com/yannh/kubeconform/pkg/validator"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// explain lists every place where an object departs from its schema. Kubeconform has checked already; asking the engine
// below it again tells the fields, which kubeconform gives only as far as the first alternative.
func explain(file string, object []byte, verdict validator.Result) []Problem {
	var found *jsonschema.ValidationError
	schema, err := compile(file)
	value, parseErr := jsonschema.UnmarshalJSON(bytes.NewReader(object))
	if err != nil || parseErr != nil || !errors.As(schema.Validate(value), &found) {
		return []Problem{{Message: verdict.Err.Error()}}
	}
	problems := leaves(found, value, nil)
	slices.SortFunc(problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Field, b.Field), cmp.Compare(a.Message, b.Message))
	})
	return problems
}

// compile reads a schema as kubeconform does, except for the format "duration", which only kubeconform knows.
func compile(file string) (*jsonschema.Schema, error) {
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft4)
	return compiler.Compile(file)
}

var english = message.NewPrinter(language.English)

// leaves turns the tree of an error into a flat list.
func leaves(found *jsonschema.ValidationError, object any, list []Problem) []Problem {
	at := found.InstanceLocation
	switch problem := found.ErrorKind.(type) {
	case *kind.AdditionalProperties:
		for _, name := range problem.Properties {
			list = append(list, Problem{Field: fieldPath(object, append(at[:len(at):len(at)], name)), Message: "unknown field"})
		}
		return list
	case *kind.Required:
		for _, name := range problem.Missing {
			list = append(list, Problem{Field: fieldPath(object, append(at[:len(at):len(at)], name)), Message: "required, but missing"})
		}
		return list
	case *kind.AnyOf, *kind.OneOf:
		return append(list, Problem{Field: fieldPath(object, at), Message: alternatives(found)})
	}
	if len(found.Causes) == 0 {
		return append(list, Problem{Field: fieldPath(object, at), Message: found.ErrorKind.LocalizedString(english)})
	}
	for _, cause := range found.Causes {
		list = leaves(cause, object, list)
	}
	return list
}

// alternatives says in one line why none of several forms fits, or that too many do.
func alternatives(found *jsonschema.ValidationError) string {
	if len(found.Causes) == 0 {
		return "more than one of the exclusive alternatives is given"
	}
	var reasons []string
	for _, cause := range found.Causes {
		for len(cause.Causes) > 0 {
			cause = cause.Causes[0]
		}
		reasons = append(reasons, cause.ErrorKind.LocalizedString(english))
	}
	return "matches none of the alternatives: " + strings.Join(reasons, "; or ")
}

// fieldPath writes a location as `spec.containers[0].image`, a key with a dot or slash as `labels["app.kubernetes.io/name"]`.
func fieldPath(object any, location []string) string {
	var path strings.Builder
	for _, step := range location {
		switch value := object.(type) {
		case []any:
			fmt.Fprintf(&path, "[%s]", step)
			object = item(value, step)
			continue
		case map[string]any:
			object = value[step]
		}
		switch {
		case strings.ContainsAny(step, "./"):
			fmt.Fprintf(&path, "[%q]", step)
		case path.Len() > 0:
			path.WriteString("." + step)
		default:
			path.WriteString(step)
		}
	}
	return path.String()
}

func item(list []any, index string) any {
	var number int
	if _, err := fmt.Sscan(index, &number); err != nil || number < 0 || number >= len(list) {
		return nil
	}
	return list[number]
}
