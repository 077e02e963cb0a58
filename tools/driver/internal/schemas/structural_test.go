package schemas

import (
	"testing"

	"go.yaml.in/yaml/v3"
)

func structuralOf(t *testing.T, source string) schema {
	t.Helper()
	var parsed schema
	if err := yaml.Unmarshal([]byte(source), &parsed); err != nil {
		t.Fatal(err)
	}
	return structural(parsed)
}

func TestStructuralSchemasBecomeStrict(t *testing.T) {
	cases := []struct{ name, source, wanted string }{
		{
			"an object has no other fields than its own",
			"{type: object, description: …, properties: {a: {type: string, description: …}}}",
			"{type: object, properties: {a: {type: string}}, additionalProperties: false}",
		},
		{
			"an object without fields is empty, because the API server drops whatever is in it",
			"{type: object}",
			"{type: object, additionalProperties: false}",
		},
		{
			"a map keeps the schema of its values",
			"{type: object, additionalProperties: {type: integer, minimum: 1}}",
			"{type: object, additionalProperties: {type: integer, minimum: 1}}",
		},
		{
			"unknown fields are let through where the definition says so, but not below",
			"{type: object, x-kubernetes-preserve-unknown-fields: true, properties: {a: {type: object, properties: {b: {type: string}}}}}",
			"{type: object, properties: {a: {type: object, properties: {b: {type: string}}, additionalProperties: false}}}",
		},
		{
			"a required field with a default may be left out",
			"{type: object, required: [a, b], properties: {a: {type: string, default: x}, b: {type: string}}}",
			"{type: object, required: [b], properties: {a: {type: string}, b: {type: string}}, additionalProperties: false}",
		},
		{
			"a port by number or name is either, whatever else is said of it",
			"{x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}], pattern: '^[a-z]+$'}",
			"{type: [string, integer], pattern: '^[a-z]+$'}",
		},
		{
			"null is let through where the definition says so",
			"{type: string, nullable: true, enum: [a]}",
			"{type: [string, 'null'], enum: [a, null]}",
		},
		{
			"alternatives demand fields without forbidding others",
			"{type: object, properties: {a: {type: string}, b: {type: string}}, oneOf: [{required: [a], properties: {a: {enum: [x]}}}, {required: [b]}]}",
			"{type: object, properties: {a: {type: string}, b: {type: string}}, additionalProperties: false, oneOf: [{required: [a], properties: {a: {enum: [x]}}}, {required: [b]}]}",
		},
		{
			"alternatives do not ask for a field with a default, which is always there",
			"{type: object, properties: {a: {type: string, default: x}}, anyOf: [{required: [a]}], not: {required: [a]}}",
			"{type: object, properties: {a: {type: string}}, additionalProperties: false, anyOf: [{}], not: {}}",
		},
		{
			"rules in CEL and hints for merging are left out",
			"{type: array, x-kubernetes-list-type: map, x-kubernetes-validations: [{rule: x}], items: {type: string}}",
			"{type: array, items: {type: string}}",
		},
	}
	for _, one := range cases {
		t.Run(one.name, func(t *testing.T) { same(t, structuralOf(t, one.source), one.wanted) })
	}
}

func TestObjectsWithinObjectsHaveAnIdentity(t *testing.T) {
	embedded := structuralOf(t, "{type: object, x-kubernetes-embedded-resource: true, properties: {spec: {type: object}}}")
	cases := map[string]bool{
		"{apiVersion: v1, kind: Pod, metadata: {labels: {a: b}}, spec: {}}": true,
		"{apiVersion: v1, kind: Pod, metadata: {label: {a: b}}}":            false,
		"{apiVersion: v1, kind: Pod, status: {}}":                           false,
		"{kind: Pod}": false,
	}
	for object, wanted := range cases {
		if accepts(t, embedded, object) != wanted {
			t.Errorf("%s: accepted is %v", object, !wanted)
		}
	}
}
