package overlays

import (
	"encoding/json"
	"reflect"
	"testing"

	kyaml "sigs.k8s.io/kustomize/kyaml/yaml"
	"sigs.k8s.io/yaml"
)

// Scalars on which versions of YAML and ways of reading it part company.
var traps = []string{
	"yes", "no", "on", "off", "y", "n", "YES", "true", "True", "false", "null", "~", "''", "'yes'", `"null"`, "!!str 12",
	"0", "1", "-1", "010", "0o10", "0x10", "0b1", "1_000", "1e3", "1.0", "1.50", ".5", "-.inf", ".nan", "1e400",
	"123456789012345678", "12345678901234567890123", "2026-01-01", "2026-01-01T00:00:00Z", "12:30", "12:30:45", "190:20:30",
	"=", "'<<'", "500m", "1Gi", "|\n  text\n  more\n", ">\n  folded\n  text\n", `"tab\t \u00e9 \U0001F600 <&>"`, "10.0.0.0/8",
	"!!binary aGVsbG8=", "!own 12", "!own text",
}

func TestObjectsReadAsKustomizePrintsThem(t *testing.T) {
	for _, trap := range traps {
		node, err := kyaml.Parse("value: " + trap + "\nlist:\n- plain\n- {a: 1, b: []}\n")
		if err != nil {
			t.Fatalf("%s: %v", trap, err)
		}
		wanted, err := node.MarshalJSON()
		if err != nil {
			continue // Kustomize cannot print it either
		}
		got, err := toJSON(node)
		if err != nil {
			t.Errorf("%s: %v", trap, err)
			continue
		}
		if !reflect.DeepEqual(decoded(t, got), decoded(t, wanted)) {
			t.Errorf("%s: got %s, want %s", trap, got, wanted)
		}
		printed, err := yaml.JSONToYAML(wanted)
		if err != nil {
			t.Fatal(err)
		}
		var read any
		if err := yaml.Unmarshal(printed, &read); err != nil || !reflect.DeepEqual(decoded(t, got), read) {
			t.Errorf("%s: got %s, and Argo CD reads %v from %s (%v)", trap, got, read, printed, err)
		}
	}
}

func decoded(t *testing.T, text []byte) (value any) {
	t.Helper()
	if err := json.Unmarshal(text, &value); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return value
}
