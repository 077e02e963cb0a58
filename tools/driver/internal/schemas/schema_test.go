package schemas

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
)

// same fails a test when a schema is not as this YAML says.
func same(t *testing.T, got schema, want string) {
	t.Helper()
	var wanted schema
	if err := yaml.Unmarshal([]byte(want), &wanted); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(plain(t, got), plain(t, wanted)) {
		text, _ := yaml.Marshal(got)
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
}

// accepts says whether an object, as YAML, fits a schema.
func accepts(t *testing.T, by schema, object string) bool {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft4)
	if err := compiler.AddResource("schema.json", plain(t, by)); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var value any
	if err := yaml.Unmarshal([]byte(object), &value); err != nil {
		t.Fatal(err)
	}
	return compiled.Validate(plain(t, value)) == nil
}

func plain(t *testing.T, value any) any {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	again, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return again
}

func TestQuantitiesAreThoseOfKubernetes(t *testing.T) {
	cases := map[string]bool{
		"500m": true, "1Gi": true, "2": true, "0.5": true, "1e3": true, "1.5Gi": true, "-1": true, "100k": true, ".5": true,
		"'1.5.Gi'": false, "1GB": false, "1 Gi": false, "Gi": false, "''": false, "true": false, "1K": false,
	}
	for value, wanted := range cases {
		if accepts(t, quantity(), value) != wanted {
			t.Errorf("%s: accepted is %v", value, !wanted)
		}
	}
}
