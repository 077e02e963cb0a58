package custom

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"mobile-backend-gitops/tools/apivalidation/internal/verdict"
)

// Definitions are CRDs, read when an object of their kind is judged for the first time.
type Definitions struct {
	files map[schema.GroupKind]string
	kinds map[schema.GroupVersionKind]*kind
}

// Find looks for CRDs among the files of a folder: one object a file, as JSON.
func Find(folder string) (*Definitions, error) {
	found := &Definitions{files: map[schema.GroupKind]string{}, kinds: map[schema.GroupVersionKind]*kind{}}
	if folder == "" {
		return found, nil
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		kind, err := kindDefinedBy(file)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		if kind != (schema.GroupKind{}) {
			found.files[kind] = file
		}
	}
	return found, nil
}

// Judges says whether there is a CRD for a kind.
func (d *Definitions) Judges(kind schema.GroupKind) bool { return d.files[kind] != "" }

// Judge says what an API server with the CRD has against an object.
// An error means that the CRD cannot be used: nothing must pass for judged then.
func (d *Definitions) Judge(object *unstructured.Unstructured) ([]verdict.Problem, error) {
	gvk := object.GroupVersionKind()
	known := d.kinds[gvk]
	if known == nil {
		var err error
		if known, err = d.read(gvk); err != nil {
			return nil, fmt.Errorf("the CRD of %s: %w", gvk.GroupKind(), err)
		}
		if known == nil {
			message := fmt.Sprintf("the CRD does not serve the version %s", gvk.Version)
			return []verdict.Problem{{Field: "apiVersion", Message: message}}, nil
		}
		d.kinds[gvk] = known
	}
	return known.judge(object), nil
}

// read returns nil for a version that is not served.
func (d *Definitions) read(gvk schema.GroupVersionKind) (*kind, error) {
	content, err := os.ReadFile(d.files[gvk.GroupKind()])
	if err != nil {
		return nil, err
	}
	var definition apiextensionsv1.CustomResourceDefinition
	if err := json.Unmarshal(content, &definition); err != nil {
		return nil, err
	}
	for _, version := range definition.Spec.Versions {
		if version.Name == gvk.Version && version.Served {
			return readKind(&definition, gvk.Version)
		}
	}
	return nil, nil
}
