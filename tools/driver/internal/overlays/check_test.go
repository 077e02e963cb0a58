package overlays

import (
	"reflect"
	"strings"
	"testing"
)

const strictMap = `{"type": "object", "additionalProperties": false, "required": ["metadata", "data"], "properties": {
	"apiVersion": {"enum": ["v1"]}, "kind": {"enum": ["ConfigMap"]},
	"metadata": {"type": "object"},
	"data": {"type": "object", "additionalProperties": {"type": "string"}},
	"choice": {"oneOf": [{"required": ["a"]}, {"required": ["b"]}]},
	"list": {"type": "array", "items": {"type": "object", "additionalProperties": false, "properties": {"n": {"type": "integer", "maximum": 9}}}}}}`

func TestObjectsAreCheckedAgainstTheSchemaOfTheirKindAndVersion(t *testing.T) {
	schemas := tree(t, map[string]string{
		"kubernetes/1.35/configmap-v1-v1.json":       strictMap,
		"kubernetes/1.36/configmap-v1-v1.json":       `{"type": "object"}`,
		"custom/thing-example.com-v1.json":           `{"type": "object", "required": ["spec"]}`,
		"custom/broken-example.com-v1.json":          `{"type": 7}`,
		"kubernetes/1.35/deployment-apps-v1.json":    `{"type": "object"}`,
		"kubernetes/1.35/unreadable-a.b.c.d-v1.json": `{`,
	})
	head := "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"
	cases := []struct {
		name, kubernetes, object string
		wanted                   []Problem
		unchecked                []int
		errorHas                 string
	}{
		{"a good object", "1.35", head + "data: {a: b}\n", []Problem{}, []int{}, ""},
		{"a missing field", "1.35", head, []Problem{{0, "data", "required, but missing"}}, []int{}, ""},
		{"another version of Kubernetes", "1.36", head, []Problem{}, []int{}, ""},
		{"a version without schemas", "1.20", head, []Problem{}, []int{0}, ""},
		{
			"several mistakes", "1.35", head + "data: {a: 1, app.example.com/b: true}\nlist: [{n: 1}, {n: 10, m: 1}]\nextra: 1\nchoice: {}\n",
			[]Problem{
				{0, "choice", "matches none of the alternatives: missing property 'a'; or missing property 'b'"},
				{0, "data.a", "got number, want string"},
				{0, `data["app.example.com/b"]`, "got boolean, want string"},
				{0, "extra", "unknown field"},
				{0, "list[1].m", "unknown field"},
				{0, "list[1].n", "maximum: got 10, want 9"},
			}, []int{}, "",
		},
		{
			"two exclusive alternatives", "1.35", head + "data: {}\nchoice: {a: 1, b: 1}\n",
			[]Problem{{0, "choice", "more than one of the exclusive alternatives is given"}}, []int{}, "",
		},
		{
			"a custom kind", "1.35", "apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a}\n",
			[]Problem{{0, "spec", "required, but missing"}}, []int{}, "",
		},
		{"a kind without a schema", "1.35", "apiVersion: example.com/v2\nkind: Thing\nmetadata: {name: a}\n", []Problem{}, []int{0}, ""},
		{
			"a kind whose schema does not compile", "1.35", "apiVersion: example.com/v1\nkind: Broken\nmetadata: {name: a}\n",
			[]Problem{}, []int{}, "the schema custom/broken-example.com-v1.json does not compile",
		},
		{
			"a kind whose schema is not JSON", "1.35", "apiVersion: a.b.c.d/v1\nkind: Unreadable\nmetadata: {name: a}\n",
			[]Problem{}, []int{}, "unreadable-a.b.c.d-v1.json",
		},
	}
	for _, one := range cases {
		t.Run(one.name, func(t *testing.T) {
			root := tree(t, map[string]string{"a/kustomization.yaml": "resources: [o.yaml]\n", "a/o.yaml": one.object})
			result := resultsOf(t, Request{Root: root, Schemas: schemas, Overlays: []Overlay{{"a", one.kubernetes}}})[0]
			if !reflect.DeepEqual(result.Invalid, one.wanted) {
				t.Errorf("invalid: got %+v, want %+v", result.Invalid, one.wanted)
			}
			if !reflect.DeepEqual(result.Unchecked, one.unchecked) {
				t.Errorf("unchecked: got %v, want %v", result.Unchecked, one.unchecked)
			}
			if !strings.Contains(result.Error, one.errorHas) || (result.Error == "") != (one.errorHas == "") {
				t.Errorf("error: %q", result.Error)
			}
		})
	}
}

func TestObjectsWithTheSameTextHaveTheSameVerdictInEachOverlayOfAVersion(t *testing.T) {
	schemas := tree(t, map[string]string{
		"kubernetes/1.35/configmap-v1-v1.json": strictMap,
		"kubernetes/1.36/configmap-v1-v1.json": `{"type": "object"}`,
	})
	bad := "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"
	thing := "---\napiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a}\n"
	root := tree(t, map[string]string{
		"a/kustomization.yaml": "resources: [o.yaml]\n", "a/o.yaml": bad + thing,
		"b/kustomization.yaml": "resources: [o.yaml]\n", "b/o.yaml": strings.ReplaceAll(bad, ": a}", ": 0a, labels: {}}\ndata: {}") + "---\n" + bad + thing,
	})
	results := resultsOf(t, Request{Root: root, Schemas: schemas, Overlays: []Overlay{{"a", "1.35"}, {"b", "1.35"}, {"a", "1.36"}}})
	wanted := []Result{
		{Invalid: []Problem{{0, "data", "required, but missing"}}, Unchecked: []int{1}},
		{Invalid: []Problem{{1, "data", "required, but missing"}}, Unchecked: []int{2}},
		{Invalid: []Problem{}, Unchecked: []int{1}},
	}
	for i, one := range wanted {
		if !reflect.DeepEqual(results[i].Invalid, one.Invalid) || !reflect.DeepEqual(results[i].Unchecked, one.Unchecked) {
			t.Errorf("%d: %+v %v", i, results[i].Invalid, results[i].Unchecked)
		}
	}
}

func TestWithoutSchemasObjectsAreOnlyBuilt(t *testing.T) {
	root := tree(t, map[string]string{"a/kustomization.yaml": "resources: [o.yaml]\n", "a/o.yaml": configMap})
	result := resultsOf(t, Request{Root: root, Overlays: overlays("a")})[0]
	if len(result.Objects) != 1 || len(result.Invalid)+len(result.Unchecked) > 0 || result.Error != "" {
		t.Errorf("%+v", result)
	}
}
