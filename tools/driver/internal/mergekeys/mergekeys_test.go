package mergekeys

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"

	"sigs.k8s.io/kustomize/kyaml/yaml"
	"sigs.k8s.io/kustomize/kyaml/yaml/merge2"
)

func TestMergeKeysDependOnThePlace(t *testing.T) {
	all := All()
	cases := []struct {
		kind, path string
		wanted     []string
	}{
		{"v1/Service", "spec.ports", []string{"port", "protocol"}},
		{"v1/ServiceAccount", "secrets", []string{"name"}},
		{"v1/ServiceAccount", "imagePullSecrets", nil},
		{"v1/Pod", "spec.containers", []string{"name"}},
		{"apps/v1/Deployment", "spec.template.spec.containers[].ports", []string{"containerPort", "protocol"}},
		{"apps/v1/Deployment", "spec.template.spec.containers[].volumeMounts", []string{"mountPath"}},
		{"apps/v1/Deployment", "spec.template.spec.containers[].args", nil},
		{"apps/v1/Deployment", "spec.template.spec.tolerations", nil},
		{"apps/v1/Deployment", "spec.template.spec.topologySpreadConstraints", []string{"topologyKey", "whenUnsatisfiable"}},
		{"apps/v1/Deployment", "metadata.finalizers", []string{}},
		{"apps/v1/Deployment", "status.conditions", nil},
		{"apps/v1/StatefulSet", "spec.volumeClaimTemplates", nil},
		{"batch/v1/CronJob", "spec.jobTemplate.spec.template.spec.initContainers[].env", []string{"name"}},
		{"autoscaling/v2/HorizontalPodAutoscaler", "spec.metrics", nil},
	}
	for _, one := range cases {
		if got := all[one.kind][one.path]; !reflect.DeepEqual(got, one.wanted) {
			t.Errorf("%s %s: got %v, want %v", one.kind, one.path, got, one.wanted)
		}
	}
}

func TestKustomizeMergesByTheseKeys(t *testing.T) {
	cases := []struct{ name, object, patch, wanted string }{
		{
			"a service's ports of one number and two protocols are two, and keep their order",
			"{apiVersion: v1, kind: Service, spec: {ports: [{port: 53, protocol: TCP}, {port: 53, protocol: UDP}]}}",
			"{apiVersion: v1, kind: Service, spec: {ports: [{port: 53, protocol: UDP, name: dns}]}}",
			"[{port: 53, protocol: TCP}, {port: 53, protocol: UDP, name: dns}]",
		},
		{
			"a port without protocol is found by its number, and then comes first",
			"{apiVersion: v1, kind: Service, spec: {ports: [{port: 80}, {port: 81}]}}",
			"{apiVersion: v1, kind: Service, spec: {ports: [{port: 81, name: http}]}}",
			"[{port: 81, name: http}, {port: 80}]",
		},
		{
			"a list that has no keys is replaced",
			"{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, spec: {ports: [{port: 80}]}}",
			"{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, spec: {ports: [{port: 81}]}}",
			"[{port: 81}]",
		},
		{
			"a list of a kind without a schema is replaced",
			"{apiVersion: example.com/v1, kind: Service, spec: {ports: [{port: 80}]}}",
			"{apiVersion: example.com/v1, kind: Service, spec: {ports: [{port: 81}]}}",
			"[{port: 81}]",
		},
	}
	for _, one := range cases {
		merged, err := merge2.Merge(yaml.MustParse(one.patch), yaml.MustParse(one.object),
			yaml.MergeOptions{ListIncreaseDirection: yaml.MergeOptionsListPrepend}) // as Kustomize's patches do
		if err != nil {
			t.Fatalf("%s: %v", one.name, err)
		}
		got, err := merged.Pipe(yaml.Lookup("spec", "ports"))
		if err != nil {
			t.Fatalf("%s: %v", one.name, err)
		}
		if wanted := yaml.MustParse(one.wanted); !reflect.DeepEqual(data(t, got), data(t, wanted)) {
			t.Errorf("%s: got %s", one.name, got.MustString())
		}
	}
}

func data(t *testing.T, node *yaml.RNode) (value any) {
	t.Helper()
	if err := node.YNode().Decode(&value); err != nil {
		t.Fatal(err)
	}
	return value
}

func TestThePrintIsSortedJSON(t *testing.T) {
	var out bytes.Buffer
	err := Print(&out, map[string]Keys{"v1/B": {}, "v1/A": {"b": {"x", "y"}, "a": {}}})
	wanted := "{\n  \"v1/A\": {\n    \"a\": [],\n    \"b\": [\"x\", \"y\"]\n  },\n  \"v1/B\": {\n  }\n}\n"
	if err != nil || out.String() != wanted {
		t.Errorf("%v %q", err, out.String())
	}
	if !json.Valid(out.Bytes()) {
		t.Error("not JSON")
	}
}
