package schemas

import "maps"

// schema is a JSON Schema (draft 4, which kubeconform assumes) or a part of one, as plain data.
type schema = map[string]any

// quantity is what resource.Quantity accepts.
// https://github.com/kubernetes/apimachinery/blob/v0.35.0/pkg/api/resource/quantity.go
func quantity() schema {
	return schema{
		"type":    []any{"string", "number"},
		"pattern": `^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$`,
	}
}

// time is a date that Go also writes as null, when it is not set.
func timestamp() schema { return schema{"type": []any{"string", "null"}, "format": "date-time"} }

func intOrString() schema { return schema{"type": []any{"string", "integer"}} }

// identified returns the schema of a whole object: apiVersion and kind are as given.
func identified(object schema, apiVersion, kind string) schema {
	properties := schema{}
	maps.Copy(properties, asSchema(object["properties"]))
	properties["apiVersion"] = schema{"type": "string", "enum": []any{apiVersion}}
	properties["kind"] = schema{"type": "string", "enum": []any{kind}}
	whole := maps.Clone(object)
	whole["properties"] = properties
	whole["required"] = append([]any{"apiVersion", "kind"}, without(list(object["required"]), "apiVersion", "kind")...)
	return whole
}

func asSchema(value any) schema {
	part, _ := value.(schema)
	return part
}

func list(value any) []any {
	items, _ := value.([]any)
	return items
}

func without(items []any, names ...string) []any {
	kept := []any{}
	for _, item := range items {
		found := false
		for _, name := range names {
			found = found || item == name
		}
		if !found {
			kept = append(kept, item)
		}
	}
	return kept
}
