package schemas

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// place is a folder with a lock, a mirror and a cache, and no other source.
type place struct {
	t    *testing.T
	root string
	lock Lock
}

func newPlace(t *testing.T) *place {
	t.Setenv("GOPROXY", "off")
	return &place{t: t, root: t.TempDir()}
}

// define puts a CustomResourceDefinition with one field into the mirror and the lock.
func (p *place) define(component, kind, field string) {
	content := fmt.Sprintf(`{kind: CustomResourceDefinition, spec: {group: example.com, names: {kind: %s}, versions: [
		{name: v1, served: true, schema: {openAPIV3Schema: {type: object, properties: {%s: {type: string}}}}},
		{name: v0, served: false, schema: {openAPIV3Schema: {type: object}}}]}}`, kind, field)
	file := filepath.Join(p.root, "mirror", component, "crd.yaml")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		p.t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(content))
	p.lock.Components = slices.DeleteFunc(p.lock.Components, func(c Component) bool { return c.Name == component })
	p.lock.Components = append(p.lock.Components, Component{
		Name: component, Version: "v1.0.0", URL: "http://127.0.0.1:1/", // nothing listens there
		Files: []File{{Path: "config/crd.yaml", SHA256: hex.EncodeToString(sum[:]), Kinds: []string{"example.com/" + kind}}},
	})
}

// args writes the lock, and names it, the cache and the mirror.
func (p *place) args(more ...string) []string {
	p.t.Helper()
	text, err := json.Marshal(p.lock)
	if err != nil {
		p.t.Fatal(err)
	}
	file := filepath.Join(p.root, "lock.json")
	if err := os.WriteFile(file, text, 0o644); err != nil {
		p.t.Fatal(err)
	}
	return append([]string{"--lock", file, "--cache", p.cache(), "--mirror", filepath.Join(p.root, "mirror")}, more...)
}

func (p *place) run(more ...string) (outcome Outcome, progress string) {
	p.t.Helper()
	var out, told bytes.Buffer
	if err := Command(p.args(more...), nil, &out, &told); err != nil {
		p.t.Fatal(err)
	}
	if err := json.Unmarshal(out.Bytes(), &outcome); err != nil {
		p.t.Fatal(err)
	}
	return outcome, told.String()
}

func (p *place) cache() string { return filepath.Join(p.root, "cache") }

func names(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	found := []string{}
	for _, entry := range entries {
		found = append(found, entry.Name())
	}
	return found
}

func TestSchemasOfServedVersionsAreMadeFromTheMirror(t *testing.T) {
	p := newPlace(t)
	p.define("one", "Thing", "a")
	outcome, progress := p.run()
	if len(outcome.Missing) > 0 || !slices.Equal(outcome.Ready, []string{"one v1.0.0"}) {
		t.Errorf("%+v", outcome)
	}
	if progress != "making the schemas of custom kinds\n" {
		t.Errorf("progress is %q", progress)
	}
	if found := names(t, filepath.Join(outcome.Dir, "custom")); !slices.Equal(found, []string{"thing-example.com-v1.json"}) {
		t.Error(found)
	}
}

func TestTheSecondRunIsSilentAndMakesNothing(t *testing.T) {
	p := newPlace(t)
	p.define("one", "Thing", "a")
	first, _ := p.run()
	if err := os.RemoveAll(filepath.Join(p.root, "mirror")); err != nil { // what is made needs no source
		t.Fatal(err)
	}
	second, progress := p.run()
	if progress != "" || second.Dir != first.Dir || len(second.Missing) > 0 {
		t.Errorf("%q %+v", progress, second)
	}
}

func TestOnlyWhatChangedInTheLockIsMadeAgain(t *testing.T) {
	p := newPlace(t)
	p.define("one", "Thing", "a")
	p.define("two", "Other", "a")
	first, _ := p.run()
	before := names(t, filepath.Join(p.cache(), "parts"))
	p.define("two", "Other", "b")
	second, _ := p.run()
	after := names(t, filepath.Join(p.cache(), "parts"))
	added := slices.DeleteFunc(slices.Clone(after), func(name string) bool { return slices.Contains(before, name) })
	if len(before) != 2 || len(after) != 3 || len(added) != 1 {
		t.Errorf("before %v, after %v", before, after)
	}
	if first.Dir == second.Dir {
		t.Error("the set is the same")
	}
	content, err := os.ReadFile(filepath.Join(second.Dir, "custom", "other-example.com-v1.json"))
	if err != nil || !strings.Contains(string(content), `"b":`) {
		t.Errorf("%s %v", content, err)
	}
}

func TestWhatNoSourceHasIsListedWithItsKinds(t *testing.T) {
	p := newPlace(t)
	p.define("one", "Thing", "a")
	p.define("two", "Other", "a")
	if err := os.Remove(filepath.Join(p.root, "mirror", "two", "crd.yaml")); err != nil {
		t.Fatal(err)
	}
	outcome, _ := p.run("--kubernetes", "1.99")
	if len(outcome.Missing) != 2 {
		t.Fatalf("%+v", outcome.Missing)
	}
	kubernetes, two := outcome.Missing[0], outcome.Missing[1]
	if kubernetes.Component != "kubernetes" || kubernetes.Reason != "the lock has no release of Kubernetes 1.99" {
		t.Errorf("%+v", kubernetes)
	}
	if two.Component != "two" || !slices.Equal(two.Kinds, []string{"example.com/Other"}) ||
		!strings.HasPrefix(two.Reason, "two/crd.yaml is not in the mirror\n127.0.0.1:1 cannot be reached: ") {
		t.Errorf("%+v", two)
	}
	if !slices.Equal(outcome.Ready, []string{"one v1.0.0"}) {
		t.Error(outcome.Ready)
	}
}

func TestContentWithAnotherChecksumIsNotUsed(t *testing.T) {
	p := newPlace(t)
	p.define("one", "Thing", "a")
	p.lock.Components[0].Files[0].SHA256 = strings.Repeat("0", 64)
	outcome, _ := p.run()
	if len(outcome.Missing) != 1 || !strings.Contains(outcome.Missing[0].Reason, "another checksum") {
		t.Errorf("%+v", outcome.Missing)
	}
}

func TestTwoRunsAtOnceMakeTheSame(t *testing.T) {
	p := newPlace(t)
	p.define("one", "Thing", "a")
	p.run() // writes the lock
	if err := os.RemoveAll(p.cache()); err != nil {
		t.Fatal(err)
	}
	args := []string{"--lock", filepath.Join(p.root, "lock.json"), "--cache", p.cache(), "--mirror", filepath.Join(p.root, "mirror")}
	failures := make(chan error)
	for range 8 {
		go func() { failures <- Command(args, nil, io.Discard, io.Discard) }()
	}
	for range 8 {
		if err := <-failures; err != nil {
			t.Error(err)
		}
	}
	for _, folder := range []string{"parts", "sets"} {
		if found := names(t, filepath.Join(p.cache(), folder)); len(found) != 1 {
			t.Errorf("%s holds %v", folder, found)
		}
	}
}

func TestALockIsReadStrictly(t *testing.T) {
	cases := map[string]string{
		"nothing":              "",
		"not an object":        "[]",
		"an unknown key":       `{"component": []}`,
		"no checksum":          `{"components": [{"name": "a", "files": [{"path": "a.yaml", "kinds": ["a/B"]}]}]}`,
		"no kinds":             `{"components": [{"name": "a", "files": [{"path": "a.yaml", "sha256": "` + strings.Repeat("0", 64) + `"}]}]}`,
		"a release without it": `{"kubernetes": {"1.35": {"version": "v1.35.0"}}}`,
	}
	for name, content := range cases {
		file := filepath.Join(t.TempDir(), "lock.json")
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := Command([]string{"--lock", file, "--cache", t.TempDir()}, nil, io.Discard, io.Discard); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
