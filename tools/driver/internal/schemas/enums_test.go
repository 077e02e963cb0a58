package schemas

import (
	"reflect"
	"testing"
)

func TestEnumsAreReadFromGeneratedSource(t *testing.T) {
	source := `package openapi
func schema_k8sio_api_core_v1_Thing(ref common.ReferenceCallback) common.OpenAPIDefinition {
	return common.OpenAPIDefinition{
		Schema: spec.Schema{
			SchemaProps: spec.SchemaProps{
				Properties: map[string]spec.Schema{
					"policy": {
						VendorExtensible: spec.VendorExtensible{Extensions: spec.Extensions{"x-kubernetes-list-type": "atomic"}},
						SchemaProps: spec.SchemaProps{Default: "", Enum: []interface{}{"Always", "Never"}},
					},
					"modes": {
						SchemaProps: spec.SchemaProps{Items: &spec.SchemaOrArray{Schema: &spec.Schema{
							SchemaProps: spec.SchemaProps{Enum: []interface{}{"Once"}},
						}}},
					},
					"name": {SchemaProps: spec.SchemaProps{Type: []string{"string"}}},
				},
			},
			VendorExtensible: spec.VendorExtensible{Extensions: spec.Extensions{"x-kubernetes-map-type": "atomic"}},
		},
	}
}
func schema_pkg_other(ref common.ReferenceCallback) {}
`
	found, err := readEnums([]byte(source))
	if err != nil {
		t.Fatal(err)
	}
	wanted := enums{"io.k8s.api.core.v1.Thing": {"policy": {"Always", "Never"}, "modes": {"Once"}}}
	if !reflect.DeepEqual(found, wanted) {
		t.Errorf("got %v, want %v", found, wanted)
	}
}

func TestSourceThatIsNotGoIsAnError(t *testing.T) {
	if _, err := readEnums([]byte("not Go")); err == nil {
		t.Error("no error")
	}
}
