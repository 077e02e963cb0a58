package overlays

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// tree writes files by path and returns their folder.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, content := range files {
		file := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// resultsOf runs the command on overlays of a tree.
func resultsOf(t *testing.T, request Request) []Result {
	t.Helper()
	text, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := Command(nil, bytes.NewReader(text), &out, nil); err != nil {
		t.Fatal(err)
	}
	results := []Result{}
	lines := bufio.NewScanner(&out)
	for lines.Scan() {
		var result Result
		if err := json.Unmarshal(lines.Bytes(), &result); err != nil {
			t.Fatal(err)
		}
		results = append(results, result)
	}
	return results
}

func overlays(paths ...string) []Overlay {
	list := []Overlay{}
	for _, path := range paths {
		list = append(list, Overlay{Path: path, Kubernetes: "1.35"})
	}
	return list
}

const configMap = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  a: b\n"

func TestABrokenOverlaySaysWhyAndTheOthersAreBuilt(t *testing.T) {
	root := tree(t, map[string]string{
		"base/map.yaml":               configMap,
		"base/kustomization.yaml":     "resources: [map.yaml]\n",
		"one/kustomization.yaml":      "resources: [../base]\nnamespace: one\n",
		"broken/kustomization.yaml":   "resources: [nothing.yaml]\n",
		"outside/kustomization.yaml":  "resources: [../base/map.yaml]\n",
		"no-match/kustomization.yaml": "resources: [../base]\npatches:\n- patch: |\n    {apiVersion: v1, kind: Secret, metadata: {name: none}}\n",
		"two/kustomization.yaml":      "resources: [../base]\nnamespace: two\n",
	})
	results := resultsOf(t, Request{Root: root, Overlays: overlays("one", "broken", "outside", "no-match", "absent", "two")})
	wanted := []struct{ path, errorHas, object string }{
		{"one", "", `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings","namespace":"one"},"data":{"a":"b"}}`},
		{"broken", "lstat broken/nothing.yaml: no such file or directory", ""},
		{"outside", "is not in or below 'outside'", ""},
		{"no-match", "no matches for Id Secret.v1.[noGrp]/none", ""},
		{"absent", "absent", ""},
		{"two", "", `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings","namespace":"two"},"data":{"a":"b"}}`},
	}
	if len(results) != len(wanted) {
		t.Fatalf("%d results", len(results))
	}
	for i, want := range wanted {
		got := results[i]
		if got.Path != want.path || !strings.Contains(got.Error, want.errorHas) || (got.Error == "") != (want.errorHas == "") {
			t.Errorf("%s: got %s with error %q", want.path, got.Path, got.Error)
		}
		if strings.Contains(got.Error, root) {
			t.Errorf("%s: the error has an absolute path: %s", want.path, got.Error)
		}
		if want.object == "" && len(got.Objects) > 0 || want.object != "" && !reflect.DeepEqual(decoded(t, got.Objects[0]), decoded(t, []byte(want.object))) {
			t.Errorf("%s: got %s", want.path, got.Objects)
		}
	}
}

func TestWhatCouldHarmOtherBuildsOrReachOutIsRefused(t *testing.T) {
	cases := map[string]struct{ kustomization, errorHas string }{
		"openapi":                 {"openapi: {version: v1.21.2}", "the field openapi is not allowed"},
		"charts":                  {"helmCharts: [{name: a, repo: https://example.com}]", "the field helmCharts is not allowed"},
		"old charts":              {"helmChartInflationGenerator: [{chartName: a}]", "the field helmChartInflationGenerator is not allowed"},
		"a generator":             {"generators: [run.yaml]", "the field generators is not allowed"},
		"a transformer":           {"transformers: [run.yaml]", "the field transformers is not allowed"},
		"a validator":             {"validators: [run.yaml]", "the field validators is not allowed"},
		"a remote base":           {"resources:\n- https://github.com/example/repository//base?ref=v1", "remote bases and files are not allowed"},
		"a remote base, shorter":  {"resources:\n- github.com/example/repository//base?ref=v1", "remote bases and files are not allowed"},
		"a remote base, by SSH":   {"resources:\n- git@github.com:example/repository.git", "remote bases and files are not allowed"},
		"a remote file":           {"resources:\n- https://example.com/all.yaml", "remote bases and files are not allowed"},
		"a remote patch":          {"patches:\n- path: https://example.com/patch.yaml", "remote bases and files are not allowed"},
		"a remote component":      {"components:\n- https://github.com/example/repository//part", "remote bases and files are not allowed"},
		"a remote file of values": {"configMapGenerator:\n- name: a\n  files: [a=https://example.com/a]", "remote bases and files are not allowed"},
	}
	files := map[string]string{"good/kustomization.yaml": "resources: [map.yaml]\n", "good/map.yaml": configMap}
	paths := []string{}
	for name, one := range cases {
		folder := strings.NewReplacer(" ", "-", ",", "").Replace(name)
		files[folder+"/kustomization.yaml"] = one.kustomization + "\n"
		files[folder+"-below/kustomization.yaml"] = "resources: [../good, ../" + folder + "]\n"
		paths = append(paths, folder, folder+"-below", "good")
	}
	results := resultsOf(t, Request{Root: tree(t, files), Overlays: overlays(paths...)})
	byPath := map[string]Result{}
	for _, result := range results {
		byPath[result.Path] = result
	}
	if good := byPath["good"]; good.Error != "" || len(good.Objects) != 1 {
		t.Errorf("the good one: %+v", good)
	}
	for name, one := range cases {
		folder := strings.NewReplacer(" ", "-", ",", "").Replace(name)
		for _, path := range []string{folder, folder + "-below"} {
			if got := byPath[path]; !strings.Contains(got.Error, one.errorHas) || len(got.Objects) > 0 {
				t.Errorf("%s: %q", path, got.Error)
			}
		}
	}
}

func TestUsageErrorsAreErrors(t *testing.T) {
	for _, request := range []string{"", "[]", `{"root": "relative"}`} {
		if err := Command(nil, strings.NewReader(request), &bytes.Buffer{}, nil); err == nil {
			t.Errorf("%q: no error", request)
		}
	}
}

func TestTheChecksumOfWhatWasReadIsOfEveryFileOfEveryLayerAndOfNoOther(t *testing.T) {
	files := map[string]string{
		"base/kustomization.yaml":       "resources: [one.yaml]\n",
		"base/one.yaml":                 "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one}\n",
		"base/unread.yaml":              "not: read\n",
		"overlays/a/kustomization.yaml": "resources: [../../base]\n",
	}
	readOf := func(change string) string {
		changed := maps.Clone(files)
		if change != "" {
			changed[change] += "# changed\n"
		}
		root := tree(t, changed)
		return resultsOf(t, Request{Root: root, Overlays: overlays("overlays/a")})[0].Read
	}
	unchanged := readOf("")
	if len(unchanged) != 64 || readOf("base/unread.yaml") != unchanged {
		t.Errorf("%q is no checksum of what was read alone", unchanged)
	}
	for _, file := range []string{"base/kustomization.yaml", "base/one.yaml", "overlays/a/kustomization.yaml"} {
		if readOf(file) == unchanged {
			t.Errorf("%s was changed, and the checksum was not", file)
		}
	}
}

func TestWhatWasReadWithTwoContentsHasNoChecksum(t *testing.T) {
	files := guard(nil)
	files.note("/a", sha256.Sum256([]byte("one")))
	files.note("/a", sha256.Sum256([]byte("one")))
	if files.digest("/") == "" {
		t.Error("nothing changed")
	}
	files.note("/a", sha256.Sum256([]byte("two")))
	if files.digest("/") != "" {
		t.Error("it changed")
	}
}
