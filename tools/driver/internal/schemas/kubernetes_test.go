package schemas

import (
	"maps"
	"slices"
	"testing"
)

const document = `{"definitions": {
	"io.k8s.api.apps.v1.Thing": {
		"description": "…", "type": "object", "required": ["spec"],
		"properties": {
			"apiVersion": {"type": "string"}, "kind": {"type": "string"},
			"spec": {"$ref": "#/definitions/io.k8s.api.apps.v1.ThingSpec"}
		},
		"x-kubernetes-group-version-kind": [{"group": "apps", "version": "v1", "kind": "Thing"}]
	},
	"io.k8s.api.apps.v1.ThingSpec": {
		"type": "object",
		"properties": {
			"port": {"$ref": "#/definitions/io.k8s.apimachinery.pkg.util.intstr.IntOrString"},
			"limits": {"type": "object", "additionalProperties": {"$ref": "#/definitions/io.k8s.apimachinery.pkg.api.resource.Quantity"}},
			"since": {"$ref": "#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.Time"},
			"policy": {"type": "string", "default": "Always"},
			"modes": {"type": "array", "items": {"type": "string"}},
			"raw": {"$ref": "#/definitions/io.k8s.apimachinery.pkg.runtime.RawExtension"},
			"tree": {"$ref": "#/definitions/io.k8s.api.apps.v1.Tree"}
		}
	},
	"io.k8s.api.apps.v1.Tree": {
		"type": "object", "properties": {"branch": {"$ref": "#/definitions/io.k8s.api.apps.v1.Tree"}}
	},
	"io.k8s.apimachinery.pkg.util.intstr.IntOrString": {"type": "string", "format": "int-or-string"},
	"io.k8s.apimachinery.pkg.api.resource.Quantity": {"type": "string"},
	"io.k8s.apimachinery.pkg.apis.meta.v1.Time": {"type": "string", "format": "date-time"},
	"io.k8s.apimachinery.pkg.runtime.RawExtension": {"type": "object"},
	"io.k8s.api.core.v1.Plain": {
		"type": "object", "properties": {},
		"x-kubernetes-group-version-kind": [{"group": "", "version": "v1", "kind": "Plain"}]
	}
}}`

func made(t *testing.T) map[string]schema {
	t.Helper()
	all, err := fromOpenAPI([]byte(document), enums{
		"io.k8s.api.apps.v1.ThingSpec": {"policy": {"Always", "Never"}, "modes": {"Once"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestFilesAreNamedAsKubeconformLooksForThem(t *testing.T) {
	names := slices.Sorted(maps.Keys(made(t)))
	if !slices.Equal(names, []string{"plain-v1-v1.json", "thing-apps-v1.json"}) {
		t.Error(names)
	}
}

func TestObjectsOfKubernetesAreCheckedStrictly(t *testing.T) {
	thing := made(t)["thing-apps-v1.json"]
	cases := []struct {
		name, spec string
		accepted   bool
	}{
		{"an empty spec", "{}", true},
		{"every field", "{port: http, limits: {cpu: 500m}, since: '2026-01-01T00:00:00Z', policy: Never, modes: [Once], raw: {a: [1]}, tree: {branch: {branch: {}}}}", true},
		{"a port by number", "{port: 80}", true},
		{"a quantity by number", "{limits: {cpu: 2}}", true},
		{"a date that Go left empty", "{since: null}", true},
		{"an unknown field", "{ports: 80}", false},
		{"an unknown field in a type within itself", "{tree: {branch: {branch: {leaf: 1}}}}", false},
		{"a port of another type", "{port: true}", false},
		{"what is no quantity", "{limits: {cpu: lots}}", false},
		{"what is no date", "{since: yesterday}", false},
		{"a value that is not allowed", "{policy: Sometimes}", false},
		{"a member that is not allowed", "{modes: [Twice]}", false},
		{"null", "{policy: null}", false},
	}
	for _, one := range cases {
		if accepts(t, thing, "{apiVersion: apps/v1, kind: Thing, spec: "+one.spec+"}") != one.accepted {
			t.Errorf("%s: accepted is %v", one.name, !one.accepted)
		}
	}
}

func TestObjectsNeedTheirIdentityAndRequiredFields(t *testing.T) {
	thing := made(t)["thing-apps-v1.json"]
	for _, object := range []string{
		"{kind: Thing, spec: {}}", "{apiVersion: apps/v1, spec: {}}", "{apiVersion: apps/v2, kind: Thing, spec: {}}",
		"{apiVersion: apps/v1, kind: Thing}",
	} {
		if accepts(t, thing, object) {
			t.Errorf("%s is accepted", object)
		}
	}
}
