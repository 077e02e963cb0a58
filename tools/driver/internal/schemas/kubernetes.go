package schemas

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
)

// openAPI is the part in use of Kubernetes' OpenAPI document (version 2).
type openAPI struct {
	Definitions map[string]schema `json:"definitions"`
}

// fromOpenAPI makes a schema for every kind of an OpenAPI document: strict, standing alone, with the enums that the
// document lacks.
func fromOpenAPI(document []byte, enums enums) (map[string]schema, error) {
	var parsed openAPI
	if err := json.Unmarshal(document, &parsed); err != nil {
		return nil, fmt.Errorf("reading the OpenAPI document: %w", err)
	}
	made := map[string]schema{}
	for name, definition := range parsed.Definitions {
		for _, listed := range list(definition["x-kubernetes-group-version-kind"]) {
			group, version, kind := gvk(listed)
			if kind == "" || definition["properties"] == nil {
				continue
			}
			converter := converter{definitions: parsed.Definitions, enums: enums, shared: schema{}}
			whole := identified(converter.definition(name), strings.TrimPrefix(group+"/"+version, "/"), kind)
			if len(converter.shared) > 0 {
				whole["definitions"] = converter.shared
			}
			made[fileName(group, version, kind)] = whole
		}
	}
	return made, nil
}

func gvk(listed any) (group, version, kind string) {
	fields, _ := listed.(schema)
	group, _ = fields["group"].(string)
	version, _ = fields["version"].(string)
	kind, _ = fields["kind"].(string)
	return group, version, kind
}

// fileName is where kubeconform looks for a kind with the template `{{.ResourceKind}}-{{.Group}}-{{.ResourceAPIVersion}}`:
// its Group of the core group is the version.
func fileName(group, version, kind string) string {
	if group == "" {
		group = version
	}
	return strings.ToLower(kind) + "-" + group + "-" + version + ".json"
}

// converter writes definitions out in full, because a reference hides from kubeconform which field is wrong. Only a type
// within itself stays a reference.
type converter struct {
	definitions map[string]schema
	enums       enums
	above       []string
	// shared are the definitions of types within themselves; nil while one is being made.
	shared schema
}

const quantityType = "io.k8s.apimachinery.pkg.api.resource.Quantity"

// free are types that take any value: the document describes them more narrowly than the API server reads them.
var free = map[string]bool{
	"io.k8s.apimachinery.pkg.runtime.RawExtension":  true,
	"io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1": true,
	"io.k8s.apimachinery.pkg.apis.meta.v1.Patch":    true,
}

func (c *converter) definition(name string) schema {
	switch {
	case name == quantityType:
		return quantity()
	case free[name]:
		return schema{}
	}
	for _, outer := range c.above {
		if outer == name {
			return c.recursive(name)
		}
	}
	c.above = append(c.above, name)
	defer func() { c.above = c.above[:len(c.above)-1] }()
	return c.convert(c.definitions[name], c.enums[name])
}

func (c *converter) recursive(name string) schema {
	if _, made := c.shared[name]; !made {
		c.shared[name] = nil
		above := c.above
		c.above = nil
		c.shared[name] = c.definition(name)
		c.above = above
	}
	return schema{"$ref": "#/definitions/" + name}
}

// convert makes one schema strict. `enums` are those of its fields.
func (c *converter) convert(source schema, enums map[string][]any) schema {
	if ref, ok := source["$ref"].(string); ok {
		return c.definition(strings.TrimPrefix(ref, "#/definitions/"))
	}
	switch source["format"] {
	case "int-or-string":
		return intOrString()
	case "date-time":
		return timestamp()
	}
	made := schema{}
	for _, keyword := range []string{"type", "required", "format"} {
		if value, found := source[keyword]; found {
			made[keyword] = value
		}
	}
	if items, ok := source["items"].(schema); ok {
		made["items"] = c.convert(items, nil)
	}
	if values, ok := source["additionalProperties"].(schema); ok {
		made["additionalProperties"] = c.convert(values, nil)
	} else if source["type"] == "object" {
		made["additionalProperties"] = false
	}
	if properties, ok := source["properties"].(schema); ok {
		converted := schema{}
		for field, property := range properties {
			converted[field] = withEnum(c.convert(property.(schema), nil), enums[field])
		}
		made["properties"] = converted
	}
	return made
}

// withEnum adds the allowed values of a field; of a list or map they are those of its members.
func withEnum(property schema, values []any) schema {
	if len(values) == 0 {
		return property
	}
	property = maps.Clone(property)
	switch members, isMap := property["additionalProperties"].(schema); {
	case property["type"] == "array":
		property["items"] = withEnum(property["items"].(schema), values)
	case isMap:
		property["additionalProperties"] = withEnum(members, values)
	default:
		property["enum"] = values
	}
	return property
}
