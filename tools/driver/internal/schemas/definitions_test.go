package schemas

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func (p *place) definitions() Definitions {
	p.t.Helper()
	var out, told bytes.Buffer
	if err := DefinitionsCommand(p.args(), nil, &out, &told); err != nil {
		p.t.Fatal(err)
	}
	var found Definitions
	if err := json.Unmarshal(out.Bytes(), &found); err != nil {
		p.t.Fatal(err)
	}
	return found
}

func TestDefinitionsAreWhatUpstreamWroteEachAFileOfJSON(t *testing.T) {
	p := newPlace(t)
	p.define("one", "Thing", "a")
	p.define("two", "Other", "b")
	found := p.definitions()
	wanted := []string{"one-config-crd.yaml-0.json", "two-config-crd.yaml-0.json"}
	if len(found.Missing) > 0 || !slices.Equal(names(t, found.Dir), wanted) {
		t.Fatalf("%+v %v", found, names(t, found.Dir))
	}
	content, err := os.ReadFile(filepath.Join(found.Dir, wanted[0]))
	if err != nil {
		t.Fatal(err)
	}
	if !json.Valid(content) || !strings.Contains(string(content), `"kind":"Thing"`) {
		t.Errorf("%s", content)
	}
}

func TestADefinitionThatNoSourceHasIsMissingAndTheOthersAreThere(t *testing.T) {
	p := newPlace(t)
	p.define("one", "Thing", "a")
	p.define("two", "Other", "b")
	if err := os.Remove(filepath.Join(p.root, "mirror", "two", "crd.yaml")); err != nil {
		t.Fatal(err)
	}
	found := p.definitions()
	if len(found.Missing) != 1 || found.Missing[0].Component != "two" || len(names(t, found.Dir)) != 1 {
		t.Errorf("%+v", found)
	}
	// What was missing once is looked for again.
	p.define("two", "Other", "b")
	if found := p.definitions(); len(found.Missing) > 0 || len(names(t, found.Dir)) != 2 {
		t.Errorf("%+v", found)
	}
}
