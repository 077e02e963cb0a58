// Package mergekeys tells by which keys Kustomize merges lists in a strategic merge patch.
//
// The answer comes from the OpenAPI document that this version of Kustomize carries, through the very function its
// merge asks (PatchStrategyAndKeyList): neither the schemas of a cluster's Kubernetes version nor those of custom
// resources matter to it.
//
// The JSON is an object by `apiVersion/Kind`, such as `apps/v1/Deployment`. Each entry maps the dotted path of a list,
// with the items of a list above it as `[]`, to the list of its merge keys:
//
//	"apps/v1/Deployment": { "spec.template.spec.containers[].ports": ["containerPort", "protocol"] }
//
// A list without merge keys (`[]`, for example `metadata.finalizers`) is merged as a set of scalars, so a patch can add
// members but not take one away. Every other list is replaced whole: those that are not named here, and all lists of a
// kind that is not named here. `status` is left out, because nothing here writes it.
//
// On order: members that a patch adds come first. So do those it changes, where the list has one merge key; with several
// keys they stay where they are.
package mergekeys

import (
	"slices"
	"strings"

	"k8s.io/kube-openapi/pkg/validation/spec"
	"sigs.k8s.io/kustomize/kyaml/openapi"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// Keys maps the dotted path of a list to its merge keys; none means a set of scalars.
type Keys map[string][]string

// All returns the merge keys by `apiVersion/Kind` of every kind that Kustomize has a schema of and that has metadata.
func All() map[string]Keys {
	all := map[string]Keys{}
	for name := range openapi.Schema().Definitions {
		for _, meta := range kinds(name) {
			resource := openapi.SchemaForResourceType(meta)
			if resource == nil || resource.Lookup("metadata", "name") == nil {
				continue
			}
			found := Keys{}
			walk(resource, "", nil, found)
			all[meta.APIVersion+"/"+meta.Kind] = found
		}
	}
	return all
}

// kinds returns what the definition of this name is the schema of.
func kinds(name string) []yaml.TypeMeta {
	definition := openapi.Schema().Definitions[name]
	listed, _ := definition.Extensions["x-kubernetes-group-version-kind"].([]any)
	var found []yaml.TypeMeta
	for _, item := range listed {
		if gvk, ok := item.(map[string]any); ok {
			group, _ := gvk["group"].(string)
			version, _ := gvk["version"].(string)
			kind, _ := gvk["kind"].(string)
			found = append(found, yaml.TypeMeta{APIVersion: strings.TrimPrefix(group+"/"+version, "/"), Kind: kind})
		}
	}
	return found
}

// walk adds the merged lists below a schema. It crosses maps and the lists that merge by key: nothing below a list that
// is replaced whole is ever merged. `above` names the definitions it is in: a type within itself (a CRD's schema) is not
// followed.
func walk(schema *openapi.ResourceSchema, path string, above []string, found Keys) {
	for field, property := range schema.Schema.Properties {
		at := strings.TrimPrefix(path+"."+field, ".")
		inner := schema.Field(field)
		ref := property.Ref.String()
		switch {
		case at == "status" || inner == nil || ref != "" && slices.Contains(above, ref):
		case !isList(inner.Schema):
			walk(inner, at, append(slices.Clip(above), ref), found)
		default:
			strategy, keys := inner.PatchStrategyAndKeyList()
			if !merges(strategy) {
				continue
			}
			found[at] = keys
			if elements := inner.Elements(); elements != nil && len(keys) > 0 {
				walk(elements, at+"[]", above, found)
			}
		}
	}
}

func isList(schema *spec.Schema) bool { return len(schema.Type) == 1 && schema.Type[0] == "array" }

// merges says whether a patch strategy merges lists: `merge`, alone or beside another word.
func merges(strategy string) bool {
	for word := range strings.SplitSeq(strategy, ",") {
		if word == "merge" {
			return true
		}
	}
	return false
}
