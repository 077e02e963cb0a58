package overlays

import (
	"encoding/json"
	"reflect"
	"testing"

	"sigs.k8s.io/kustomize/api/resource"
	kyaml "sigs.k8s.io/kustomize/kyaml/yaml"
	"sigs.k8s.io/yaml"
)

// Scalars on which versions of YAML and ways of reading it part company.
var traps = []string{
	"yes", "no", "on", "off", "y", "n", "YES", "true", "True", "false", "null", "~", "''", "'yes'", `"null"`, "!!str 12",
	"0", "1", "-1", "010", "0o10", "0x10", "0b1", "1_000", "1e3", "1.0", "1.50", ".5", "-.inf", ".nan", "1e400",
	"123456789012345678", "12345678901234567890123", "2026-01-01", "2026-01-01T00:00:00Z", "12:30", "12:30:45", "190:20:30",
	"=", "'<<'", "500m", "1Gi", "|\n  text\n  more\n", ">\n  folded\n  text\n", `"tab\t \u00e9 \U0001F600 <&>"`, "10.0.0.0/8",
	"!!binary aGVsbG8=", "!own 12", "!own text", `"\x00 \x01 \x1b"`, `"\u0085"`, `"\u2028 \u2029 \ufeff"`, `"\r\n"`, `" a\n b "`,
	`{"a\nb": 1, "é": 2, "\x1b": 3, " c ": 4}`,
}

func TestObjectsReadAsKustomizePrintsThem(t *testing.T) {
	for _, trap := range traps {
		object := parsed(t, "value: "+trap+"\nlist:\n- plain\n- {a: 1, b: []}\n")
		printed, err := object.AsYAML()
		if err != nil {
			continue // Kustomize cannot print it either
		}
		got, err := toJSON(object)
		if err != nil {
			t.Errorf("%s: %v", trap, err)
			continue
		}
		var read any
		if err := yaml.Unmarshal(printed, &read); err != nil || !reflect.DeepEqual(decoded(t, got), read) {
			t.Errorf("%s: got %s, and Argo CD reads %v from %s (%v)", trap, got, read, printed, err)
		}
	}
}

func TestCharactersThatChangeOnTheWayAreToldAsTheyArrive(t *testing.T) {
	if got, _ := toJSON(parsed(t, `value: "a\u0085b"`)); string(got) != `{"value":"a b"}` {
		t.Errorf("U+0085 arrives as a space, not as %s", got)
	}
	if got, err := toJSON(parsed(t, `value: "a\u007fb"`)); err == nil {
		t.Errorf("U+007F is not printed, and not as %s", got)
	}
}

func parsed(t *testing.T, text string) *resource.Resource {
	t.Helper()
	node, err := kyaml.Parse(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return &resource.Resource{RNode: *node}
}

func decoded(t *testing.T, text []byte) (value any) {
	t.Helper()
	if err := json.Unmarshal(text, &value); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return value
}
