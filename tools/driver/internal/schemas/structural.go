package schemas

import "slices"

// The rules of structural schemas, by which the API server prunes, fills in defaults and then validates:
// https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema

// kept are the keywords that mean the same in a CustomResourceDefinition and in JSON Schema.
var kept = []string{
	"type", "format", "pattern", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
	"multipleOf", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties",
}

// junctors combine schemas that only validate: they name fields that are specified elsewhere.
var junctors = []string{"allOf", "anyOf", "oneOf"}

// structural makes a schema strict: what the API server would drop as unknown is an error.
func structural(source schema) schema {
	made := values(source, defaulted(source))
	properties := asSchema(source["properties"])
	converted := schema{}
	for field, property := range properties {
		converted[field] = structural(asSchema(property))
	}
	switch members := source["additionalProperties"].(type) {
	case schema:
		made["additionalProperties"] = structural(members)
	case nil:
		if source["type"] == "object" && !isTrue(source, "x-kubernetes-preserve-unknown-fields") {
			made["additionalProperties"] = false
		}
	}
	if items, ok := source["items"].(schema); ok {
		made["items"] = structural(items)
	}
	if isTrue(source, "x-kubernetes-embedded-resource") {
		embedObject(made, converted)
	}
	if len(converted) > 0 {
		made["properties"] = converted
	}
	return made
}

// embedObject adds what the API server knows of every object to the schema of an object within another.
func embedObject(made, properties schema) {
	for _, field := range []string{"apiVersion", "kind"} {
		if properties[field] == nil {
			properties[field] = schema{"type": "string"}
		}
	}
	properties["metadata"] = objectMeta()
	made["required"] = append(without(list(made["required"]), "apiVersion", "kind"), "apiVersion", "kind")
}

// values converts what a schema demands of a value, apart from which fields there are. Fields with a default are never
// missing when the API server validates.
func values(source schema, defaults []string) schema {
	made := schema{}
	for _, keyword := range kept {
		if value, found := source[keyword]; found {
			made[keyword] = value
		}
	}
	if required := without(list(source["required"]), defaults...); len(required) > 0 {
		made["required"] = required
	}
	if enum := list(source["enum"]); len(enum) > 0 {
		made["enum"] = enum
	}
	for _, junctor := range junctors {
		if alternatives := list(source[junctor]); len(alternatives) > 0 && !isTrue(source, "x-kubernetes-int-or-string") {
			converted := []any{}
			for _, alternative := range alternatives {
				converted = append(converted, demand(asSchema(alternative), defaults))
			}
			made[junctor] = converted
		}
	}
	if not, ok := source["not"].(schema); ok {
		made["not"] = demand(not, defaults)
	}
	if isTrue(source, "x-kubernetes-int-or-string") {
		made["type"] = []any{"string", "integer"}
	}
	if isTrue(source, "nullable") {
		allowNull(made)
	}
	return made
}

// demand converts a schema within a junctor: it may name fields, but does not say that there are no others.
func demand(source schema, defaults []string) schema {
	made := values(source, append(slices.Clip(defaults), defaulted(source)...))
	if properties, ok := source["properties"].(schema); ok {
		converted := schema{}
		for field, property := range properties {
			converted[field] = demand(asSchema(property), nil)
		}
		made["properties"] = converted
	}
	if items, ok := source["items"].(schema); ok {
		made["items"] = demand(items, nil)
	}
	if members, ok := source["additionalProperties"].(schema); ok {
		made["additionalProperties"] = demand(members, nil)
	}
	return made
}

func allowNull(made schema) {
	if kind, ok := made["type"].(string); ok {
		made["type"] = []any{kind, "null"}
	} else if kinds := list(made["type"]); len(kinds) > 0 {
		made["type"] = append(slices.Clip(kinds), "null")
	}
	if enum := list(made["enum"]); len(enum) > 0 {
		made["enum"] = append(slices.Clip(enum), nil)
	}
}

// defaulted names the fields of a schema that have a default.
func defaulted(source schema) []string {
	var names []string
	properties := asSchema(source["properties"])
	for field, property := range properties {
		if _, found := asSchema(property)["default"]; found {
			names = append(names, field)
		}
	}
	return names
}

func isTrue(source schema, name string) bool { return source[name] == true }
